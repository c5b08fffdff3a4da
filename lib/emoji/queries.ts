import { asc, eq, gt, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { personColumns, users } from '#lib/accounts/columns.ts'
import type { Context } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { emoji } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import type { Page } from '#lib/http/schema.ts'
import { mayFindEverybody } from '#lib/instance/policy.ts'
import { decodeCursor, type Paging, pageOf } from '#lib/paging.ts'
import { emojiNamesIn } from './name.ts'
import { isOwnEmoji } from './policy.ts'
import { presentEmoji } from './present.ts'
import type { CustomEmoji } from './schema.ts'

/** Names of a page of messages that are looked for at once. */
const most = 500
const afterName = z.tuple([z.string()])

/**
 * The emoji of this installation, by name. Who added them only whoever may find everybody is told: a guest
 * may share no room with them.
 */
export async function listEmoji(
  { db, viewer }: Context,
  { limit, cursor }: Paging,
): Promise<Page<CustomEmoji>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, afterName)
  const rows = await db.read
    .select({ emoji, person: personColumns })
    .from(emoji)
    .leftJoin(users, eq(users.id, emoji.addedBy))
    .where(after && gt(emoji.nameFolded, after[0]))
    .orderBy(asc(emoji.nameFolded))
    .limit(limit + 1)
  const present = ({ emoji: row, person }: (typeof rows)[number]) =>
    presentEmoji(row, mayFindEverybody(viewer) || isOwnEmoji(viewer, row.addedBy) ? person : null)
  return pageOf(rows, limit, present, ({ emoji: { nameFolded } }) => [nameFolded])
}

/**
 * Those that texts mean, for whoever draws them at once; not who added them. Texts in which none can be
 * meant, as most, cost nothing.
 */
export async function emojiNamedIn({ db }: Pick<Context, 'db'>, texts: string[]): Promise<CustomEmoji[]> {
  const names = new Set(texts.flatMap(emojiNamesIn).map(fold))
  if (names.size === 0) return []
  const rows = await db.read
    .select()
    .from(emoji)
    .where(inArray(emoji.nameFolded, [...names].slice(0, most)))
  return rows.map((row) => presentEmoji(row, null))
}

/** Refuses an emoji that is not there, or not any more. */
export async function requireEmoji({ db }: Pick<Context, 'db'>, id: string): Promise<void> {
  if ((await db.read.$count(emoji, eq(emoji.id, id))) === 0) throw new Refusal('not_found', 'emoji.gone')
}

/** Refuses to react with an emoji of a name that there is none of. */
export async function requireEmojiNamed(tx: Queries, name: string): Promise<void> {
  const has = await tx.$count(emoji, eq(emoji.name, name))
  if (has === 0) throw new Refusal('invalid_input', 'emoji.unknown', {}, { at: 'emoji' })
}
