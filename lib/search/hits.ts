import { namesOf } from '#lib/accounts/queries.ts'
import type { Queries } from '#lib/db/open.ts'
import { presentMessage } from '#lib/messages/present.ts'
import { joinedTitles } from '#lib/rooms/titles.ts'
import type { Match } from './match.ts'
import type { Hit, SnippetPart } from './schema.ts'
import { snippetOf } from './snippet.ts'

/**
 * What was found, in this order. A search may take a while: what is in a room that the viewer has lost
 * meanwhile is left out.
 */
export async function presentHits(
  on: Queries,
  viewerId: string,
  matches: Match[],
  parts: string[],
): Promise<Hit[]> {
  const rooms = await joinedTitles(
    on,
    viewerId,
    matches.map(({ row }) => row.message.roomId),
  )
  const named = await namer(on, matches)
  return matches.flatMap(({ row, text, key }): Hit[] => {
    const room = rooms.get(row.message.roomId)
    return room ? [{ ...presentMessage(row), room, snippet: snippetOf(text, key, parts).map(named) }] : []
  })
}

const mention = /<@([\w-]{1,64})>/g

/** Writes names in place of the ids that mentions are kept as. */
async function namer(on: Queries, matches: Match[]): Promise<(part: SnippetPart) => SnippetPart> {
  // Only who was mentioned: an id that somebody typed tells nobody a name.
  const ids = new Set(matches.flatMap(({ row }) => row.message.mentions))
  ids.delete('room')
  const names = await namesOf(on, ids)
  names.set('room', 'room')
  const named = (all: string, id: string) => (names.has(id) ? `@${names.get(id)}` : all)
  return ({ text, hit }) => ({ text: text.replace(mention, named), hit })
}
