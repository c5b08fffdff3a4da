import { namesOf } from '#lib/accounts/queries.ts'
import type { Queries } from '#lib/db/open.ts'
import { presentMessage } from '#lib/messages/present.ts'
import { readable } from '#lib/messages/readable.ts'
import type { RoomTitle } from '#lib/rooms/schema.ts'
import { textOf } from './entry.ts'
import { keyOf } from './normalize.ts'
import type { Hit } from './schema.ts'
import { snippetOf } from './snippet.ts'

/** Messages that were found, in this order: of those the viewer may read at this moment. */
export async function presentHits(
  on: Queries,
  viewerId: string,
  ids: string[],
  rooms: Map<string, RoomTitle>,
  parts: string[],
): Promise<Hit[]> {
  const found = await readable(on, viewerId, ids)
  const hits = ids.flatMap((id): Hit[] => {
    const row = found.get(id)
    const room = row && rooms.get(row.message.roomId)
    if (!room || row.message.deletedAt !== null) return []
    const text = textOf(row.message)
    return [{ ...presentMessage(row), room, snippet: snippetOf(text, keyOf(text), parts) }]
  })
  return withNames(on, hits)
}

const mention = /<@([\w-]{1,64})>/g

/** Snippets with names in place of the ids that mentions are kept as. */
async function withNames(on: Queries, hits: Hit[]): Promise<Hit[]> {
  // Only who was mentioned: an id that somebody typed tells nobody a name.
  const ids = new Set(hits.flatMap(({ mentions }) => mentions))
  ids.delete('room')
  const names = await namesOf(on, ids)
  names.set('room', 'room')
  const named = (text: string) =>
    text.replace(mention, (all, id: string) => (names.has(id) ? `@${names.get(id)}` : all))
  return hits.map((hit) => ({
    ...hit,
    snippet: hit.snippet.map((part) => ({ ...part, text: named(part.text) })),
  }))
}
