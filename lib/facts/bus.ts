import type { Db, Queries } from '#lib/db/open.ts'
import type { FactName, Facts, Note } from './facts.ts'

/**
 * Runs a write and hands the facts it noted to whoever subscribed, once it
 * is committed. `lane`: as for `db.write`.
 */
export type Change = <T>(body: (tx: Queries, note: Note) => Promise<T>, lane?: string) => Promise<T>

/**
 * For what happens without a write: it goes to those who subscribed by `on`. Resolves
 * when they have reacted; it never rejects.
 */
export type Announce = <F extends FactName>(name: F, fact: Facts[F]) => Promise<void>

export type Subscribe = {
  /** After the commit, in the order of subscribing. A reaction that fails is logged: the fact stays true. */
  on: <F extends FactName>(name: F, react: (fact: Facts[F]) => unknown) => void
  /**
   * In the very write that makes it true: for what must not be lost when the process dies after the commit. A
   * reaction that throws undoes the write. It may note further facts.
   */
  within: <F extends FactName>(
    name: F,
    react: (tx: Queries, fact: Facts[F], note: Note) => Promise<unknown>,
  ) => void
}

export type FactBus = Subscribe & {
  change: Change
  announce: Announce
  /** Resolves when the reactions under way are over. */
  idle: () => Promise<void>
}

type Noted = { name: FactName; fact: unknown }
type After = (fact: unknown) => unknown
type Within = (tx: Queries, fact: unknown, note: Note) => Promise<unknown>

/** Between rules, which note what they made true, and whoever reacts: neither knows the other. */
export function makeFactBus(db: Db, failed: (error: unknown) => void): FactBus {
  const after = new Map<FactName, After[]>()
  const inside = new Map<FactName, Within[]>()
  const underWay = new Set<Promise<unknown>>()

  function react(reaction: After, fact: unknown): Promise<unknown> | undefined {
    try {
      const outcome = reaction(fact)
      if (!(outcome instanceof Promise)) return
      const done: Promise<unknown> = outcome.catch(failed).finally(() => underWay.delete(done))
      underWay.add(done)
      return done
    } catch (error) {
      failed(error)
    }
  }

  const tell = ({ name, fact }: Noted) => (after.get(name) ?? []).map((reaction) => react(reaction, fact))

  return {
    on: (name, reaction) => void after.set(name, [...(after.get(name) ?? []), reaction as After]),
    within: (name, reaction) => void inside.set(name, [...(inside.get(name) ?? []), reaction as Within]),
    announce: async (name, fact) => {
      await Promise.all(tell({ name, fact }))
    },
    change: async (body, lane) => {
      const noted: Noted[] = []
      const note: Note = (name, fact) => void noted.push({ name, fact })
      const result = await db.write(async (tx) => {
        const result = await body(tx, note)
        // Those that a reaction notes are appended, and come by here as well.
        for (const { name, fact } of noted)
          for (const reaction of inside.get(name) ?? []) await reaction(tx, fact, note)
        return result
      }, lane)
      for (const one of noted) tell(one)
      return result
    },
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
