import type { Db, Queries } from '#lib/db/open.ts'
import type { FactName, Facts, Note } from './facts.ts'

/** Runs a write and hands the facts it noted to whoever subscribed, once it is committed. `lane`: as for `db.write`. */
export type Change = <T>(body: (tx: Queries, note: Note) => Promise<T>, lane?: string) => Promise<T>

export type Subscribe = {
  /** After the commit, in the order of subscribing. A reaction that fails is logged: the fact stays true. */
  on: <F extends FactName>(name: F, react: (fact: Facts[F]) => unknown) => void
  /**
   * In the very write that makes it true: for what must not be lost when the process dies after the commit. A reaction that throws undoes the
   * write. It may note further facts.
   */
  within: <F extends FactName>(
    name: F,
    react: (tx: Queries, fact: Facts[F], note: Note) => Promise<unknown>,
  ) => void
}

export type FactBus = Subscribe & {
  change: Change
  /** For what happens without a write: it goes to those who subscribed by `on`. */
  announce: Note
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

  function react(reaction: After, fact: unknown) {
    try {
      const outcome = reaction(fact)
      if (!(outcome instanceof Promise)) return
      const done: Promise<unknown> = outcome.catch(failed).finally(() => underWay.delete(done))
      underWay.add(done)
    } catch (error) {
      failed(error)
    }
  }

  const tell = ({ name, fact }: Noted) => {
    for (const reaction of after.get(name) ?? []) react(reaction, fact)
  }

  return {
    on: (name, reaction) => void after.set(name, [...(after.get(name) ?? []), reaction as After]),
    within: (name, reaction) => void inside.set(name, [...(inside.get(name) ?? []), reaction as Within]),
    announce: (name, fact) => tell({ name, fact }),
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
      noted.forEach(tell)
      return result
    },
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay)
    },
  }
}
