import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { lockAccount } from '#lib/accounts/lock.ts'
import type { Context, World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { files } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { unsentFileMs } from '#lib/limits.ts'

/** Tells that a file has so many bytes by now. Refuses with `conflict` what there is no space for. */
export type Grow = (sizeBytes: number) => void
/**
 * Holds space for a file of at least so many bytes while `work` brings it in, and counts it as stored when it
 * is. Refuses with `conflict` when there is none.
 */
export type Space = <T extends { sizeBytes: number }>(
  context: Context,
  leastBytes: number,
  work: (grow: Grow) => Promise<T>,
) => Promise<T>

type Taken = { stored: number; coming: number }

/**
 * All files are summed up so often, and more often when little space is
 * left: some of it may have been given back.
 */
const freshMs = 60_000
const fullFreshMs = 5_000
const almost = 0.95

/**
 * What files take: of each person those that no message has, and all together, by LIMIT_UNSENT_BYTES and
 * LIMIT_STORAGE_BYTES. Counted in each process, with what is still coming in there. The sum of all trails by
 * a minute what other processes store; of a person `requireSpace` has the last word.
 */
export function makeSpace(): Space {
  const people = new Map<string, Taken & { files: number }>()
  const all: Taken = { stored: 0, coming: 0 }
  let askedAt = Number.NEGATIVE_INFINITY
  let summed: Promise<void> | undefined

  async function sumUp({ background, env, elapsed }: World) {
    if (env.LIMIT_STORAGE_BYTES === 0) return
    const isFull = all.stored + all.coming > env.LIMIT_STORAGE_BYTES * almost
    if (elapsed() - askedAt >= (isFull ? fullFreshMs : freshMs)) {
      askedAt = elapsed()
      summed = background.storedBytes().then((bytes) => {
        all.stored = bytes
      })
      summed.catch(() => {
        askedAt = Number.NEGATIVE_INFINITY
      })
    }
    // Also who did not ask: with nothing summed up yet everything would fit.
    await summed
  }

  return async (context, leastBytes, work) => {
    const { db, env, now, viewer } = context
    const mine = people.get(viewer.userId) ?? { stored: 0, coming: 0, files: 0 }
    people.set(viewer.userId, mine)
    mine.files += 1
    let held = 0
    const hold = (sizeBytes: number) => {
      for (const taken of [mine, all]) taken.coming += sizeBytes - held
      held = sizeBytes
    }
    const grow: Grow = (sizeBytes) => {
      if (sizeBytes <= held) return
      hold(sizeBytes)
      if (mine.stored + mine.coming > env.LIMIT_UNSENT_BYTES) throw tooMuchUnsent(env)
      if (env.LIMIT_STORAGE_BYTES > 0 && all.stored + all.coming > env.LIMIT_STORAGE_BYTES) throw full()
    }
    try {
      mine.stored = await unsentBytes(db.read, viewer.userId, now())
      await sumUp(context)
      grow(Math.max(1, leastBytes))
      const brought = await work(grow)
      for (const taken of [mine, all]) taken.stored += brought.sizeBytes
      return brought
    } finally {
      hold(0)
      mine.files -= 1
      if (mine.files === 0) people.delete(viewer.userId)
    }
  }
}

/**
 * The last word of a person's space, in the write that stores a file. Under their row, so that files they
 * send to several processes at once wait for each other here.
 */
export async function requireSpace(
  tx: Queries,
  { env, now, viewer }: Context,
  sizeBytes: number,
): Promise<void> {
  await lockAccount(tx, viewer.userId)
  const taken = await unsentBytes(tx, viewer.userId, now())
  if (taken + sizeBytes > env.LIMIT_UNSENT_BYTES) throw tooMuchUnsent(env)
}

/** Of files that may still be sent; what a deleted message had is on its way out. */
const unsentBytes = (on: Queries, userId: string, now: number) =>
  sumOf(
    on,
    and(eq(files.uploaderId, userId), isNull(files.messageId), gt(files.createdAt, now - unsentFileMs)),
  )

/** Of all files. Looks at each: not for the thread of the sockets. */
export const storedBytes = (on: Queries): Promise<number> => sumOf(on, undefined)

async function sumOf(on: Queries, which: ReturnType<typeof and>): Promise<number> {
  const total = sql<number>`coalesce(sum(${files.sizeBytes}), 0)`.mapWith(Number)
  const [sum] = await on.select({ total }).from(files).where(which)
  return sum?.total ?? 0
}

const tooMuchUnsent = ({ LIMIT_UNSENT_BYTES }: World['env']) =>
  new Refusal('conflict', 'files.unsent', { mib: Math.ceil(LIMIT_UNSENT_BYTES / 1_048_576) })
const full = () => new Refusal('conflict', 'files.serverFull')
