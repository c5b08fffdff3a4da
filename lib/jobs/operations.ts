import { and, eq } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { jobs } from '#lib/db/schema.ts'
import { isUniqueViolation } from '#lib/db/violations.ts'
import { notFound, Refusal } from '#lib/errors.ts'

type Around = Pick<World, 'db' | 'jobs' | 'now'>

/**
 * Starts a job that was given up again, with all its tries; also one of which nobody knows whether it was
 * done: whoever asks for it has looked.
 */
export const retry = (around: Around, id: string): Promise<unknown> =>
  unlessOneWaits(() => around.db.write((tx) => startAgain(tx, around, id)))

/** The same in the write at hand, which is to be run by `unlessOneWaits`. Gives what kind of job it is. */
export async function startAgain(
  tx: Queries,
  { jobs: { wake }, now }: Pick<Around, 'jobs' | 'now'>,
  id: string,
): Promise<string> {
  wake()
  const [found] = await tx
    .update(jobs)
    .set({ state: 'waiting', tries: 0, dueAt: now(), committedAt: null })
    .where(and(eq(jobs.id, id), eq(jobs.state, 'given_up')))
    .returning({ kind: jobs.kind })
  if (!found) throw notFound('job')
  return found.kind
}

/** Refuses (`conflict`) when another job of its kind and key is there to be done. */
export async function unlessOneWaits<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'jobs.waiting')
  }
}
