import { and, eq } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import { jobs } from '#lib/db/schema.ts'
import { isUniqueViolation } from '#lib/db/violations.ts'
import { notFound, Refusal } from '#lib/errors.ts'

type Around = Pick<World, 'db' | 'jobs' | 'now'>

/**
 * Starts a job that was given up again, with all its tries; also one of which nobody knows whether it was
 * done: whoever asks for it has looked.
 */
export async function retry({ db, jobs: { wake }, now }: Around, id: string): Promise<void> {
  const givenUp = and(eq(jobs.id, id), eq(jobs.state, 'given_up'))
  const again = { state: 'waiting' as const, tries: 0, dueAt: now(), committedAt: null }
  try {
    const found = await db.write(async (tx) => {
      wake()
      return tx.update(jobs).set(again).where(givenUp).returning({ id: jobs.id })
    })
    if (found.length === 0) throw notFound('job')
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw new Refusal('conflict', 'jobs.waiting')
  }
}
