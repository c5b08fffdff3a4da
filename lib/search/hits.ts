import { namesOf } from '#lib/accounts/queries.ts'
import type { Queries } from '#lib/db/open.ts'
import { isoTime } from '#lib/iso-time.ts'
import { plain } from '#lib/messages/browser/plain-text.ts'
import { withNames } from '#lib/messages/markdown/with-names.ts'
import { titlesOf } from '#lib/rooms/titles.ts'
import { isolated } from '#lib/text/isolate.ts'
import type { Match } from './match.ts'
import { keyOf } from './normalize.ts'
import type { Hit, SnippetPart } from './schema.ts'
import { snippetOf } from './snippet.ts'

/** What was found, in this order. */
export async function presentHits(
  on: Queries,
  viewerId: string,
  matches: Match[],
  parts: string[],
): Promise<Hit[]> {
  const rooms = await titlesOf(
    on,
    viewerId,
    matches.map(({ row }) => row.room),
  )
  const named = await namer(on, matches)
  return matches.flatMap((match): Hit[] => {
    const { row } = match
    const room = rooms.get(row.room.id)
    if (!room) return []
    const { author } = row
    const { id, roomId, seq, threadId, inRoom, content, attachments, createdAt } = row.message
    const { text, key } = asRead(match, parts)
    const snippet = snippetOf(text, key, parts).map(named)
    return [
      {
        id,
        roomId,
        seq,
        threadId,
        inRoom,
        author,
        content,
        attachments,
        createdAt: isoTime(createdAt),
        room,
        snippet,
      },
    ]
  })
}

/**
 * What was found as people read it, without its markup; as it was typed where what was looked for stands only
 * there, as in the address of a link or the name of a file.
 */
function asRead({ row, text, key }: Match, parts: string[]): Pick<Match, 'text' | 'key'> {
  const read = plain(row.message.content, () => undefined)
  if (read === text) return { text, key }
  const readKey = keyOf(read)
  return read !== '' && parts.every((part) => readKey.text.includes(part))
    ? { text: read, key: readKey }
    : { text, key }
}

/** Writes names in place of the ids that mentions are kept as. */
async function namer(on: Queries, matches: Match[]): Promise<(part: SnippetPart) => SnippetPart> {
  // Only who was mentioned: an id that somebody typed tells nobody a name.
  const ids = new Set(matches.flatMap(({ row }) => row.message.mentions))
  ids.delete('room')
  const names = await namesOf(on, ids)
  names.set('room', 'room')
  const nameOf = (id: string) => {
    const name = names.get(id)
    return name === undefined ? undefined : isolated(name)
  }
  return ({ text, hit }) => ({ text: withNames(text, nameOf), hit })
}
