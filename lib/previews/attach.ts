import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Viewer } from '#lib/accounts/schema.ts'
import type { Queries } from '#lib/db/open.ts'
import { linkPreviews } from '#lib/db/schema.ts'
import { unsentFileMs } from '#lib/limits.ts'
import type { LinkPreview } from './schema.ts'

/**
 * Hands the viewer's own cards over to a message, in the order named. One that is not there any more, or is
 * somebody else's, is left out: no message is held up by what its link looks like.
 */
export async function takePreviews(
  tx: Queries,
  viewer: Viewer,
  ids: string[],
  now: number,
): Promise<LinkPreview[]> {
  const taken = await tx
    .delete(linkPreviews)
    .where(
      and(
        inArray(linkPreviews.id, ids),
        eq(linkPreviews.userId, viewer.userId),
        gt(linkPreviews.createdAt, now - unsentFileMs),
      ),
    )
    .returning({ card: linkPreviews.card })
  return ids.flatMap((id) => taken.find(({ card }) => card.id === id)?.card ?? [])
}

/** Lets the viewer's own cards wait for a message that is to be sent later. */
export async function holdPreviews(tx: Queries, userId: string, ids: string[], until: number): Promise<void> {
  await tx
    .update(linkPreviews)
    .set({ createdAt: until })
    .where(and(inArray(linkPreviews.id, ids), eq(linkPreviews.userId, userId)))
}
