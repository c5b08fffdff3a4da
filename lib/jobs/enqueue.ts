import { and, eq, sql } from 'drizzle-orm'
import type { Db, Queries } from '#lib/db/open.ts'
import { jobs } from '#lib/db/schema.ts'
import { newId } from '#lib/ids.ts'
import type { JobKind } from './kind.ts'
import { isOpen } from './open.ts'

type PayloadOf<Kinds, Name> = Kinds extends JobKind<infer N, infer P> ? (Name extends N ? P : never) : never

export type Jobs<Kinds extends JobKind = JobKind> = {
  /**
   * Puts a job into the write that makes it necessary: both are stored, or neither. It runs from `runAt` on
   * (milliseconds since 1970; now unless told). While a job of the kind with this `key` waits or runs there
   * is no second one: the payload of the first stays, and if it waits, the earlier of both times.
   */
  enqueue: <Name extends Kinds['name']>(
    tx: Queries,
    name: Name,
    payload: PayloadOf<Kinds, Name>,
    options?: { key?: string; runAt?: number },
  ) => Promise<void>
  /**
   * Inside of a write by which a job came due: whoever works at them in this process looks right after the
   * commit.
   */
  wake: () => void
  /** `look` is called whenever something may have come due in this process. Returns how to stop. */
  onWake: (look: () => void) => () => void
}

export function makeJobs<Kinds extends JobKind>(db: Db, now: () => number): Jobs<Kinds> {
  const nextId = idsInOrder()
  const lookers = new Set<() => void>()
  const wake = () =>
    db.afterCommit(() => {
      for (const look of lookers) look()
    })
  return {
    enqueue: async (tx, name, payload, { key, runAt } = {}) => {
      const at = now()
      const row = { kind: name, key: key ?? null, payload, state: 'waiting' as const, dueAt: runAt ?? at }
      await tx
        .insert(jobs)
        .values({ ...row, id: nextId(at), enqueuedAt: at })
        .onConflictDoUpdate({
          target: [jobs.kind, jobs.key],
          targetWhere: isOpen,
          set: { dueAt: row.dueAt },
          setWhere: and(eq(jobs.state, 'waiting'), sql`${jobs.dueAt} > ${row.dueAt}`),
        })
      wake()
    },
    wake,
    onWake: (look) => {
      lookers.add(look)
      return () => lookers.delete(look)
    },
  }
}

/** What is due at the same time is done in the order in which it was enqueued, also within a millisecond. */
function idsInOrder() {
  let count = 0
  return (at: number) => {
    count = (count + 1) % 36 ** 4
    return at.toString(36) + count.toString(36).padStart(4, '0') + newId()
  }
}
