import { eq, inArray } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { jobs } from '#lib/db/schema.ts'

/** Lets go of mails to somebody that were given up: nobody is there any more to get them. */
export async function forgetGivenUp(tx: Queries, userId: string): Promise<void> {
  const { id, kind, payload } = jobs
  const found = await tx.select({ id, kind, payload }).from(jobs).where(eq(jobs.state, 'given_up'))
  const theirs = found.filter((job) => job.kind.startsWith('mail.') && isOf(job.payload, userId))
  if (theirs.length > 0)
    await tx.delete(jobs).where(
      inArray(
        jobs.id,
        theirs.map((job) => job.id),
      ),
    )
}

const isOf = (payload: unknown, userId: string) =>
  typeof payload === 'object' && payload !== null && 'userId' in payload && payload.userId === userId
