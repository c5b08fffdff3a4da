import { peopleOf } from '#lib/accounts/people.ts'
import type { Queries } from '#lib/db/open.ts'
import { isoTime } from '#lib/iso-time.ts'
import { plain } from '#lib/messages/browser/plain-text.ts'
import { withNames } from '#lib/messages/markdown/with-names.ts'
import { titlesOf } from '#lib/rooms/titles.ts'
import { isolated } from '#lib/text/isolate.ts'
import type { Match } from './match.ts'
import { keyOf } from './normalize.ts'
import type { Hit } from './schema.ts'
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
  const people = await peopleOf(on, peopleIn(matches))
  return matches.flatMap((match): Hit[] => {
    const { message } = match.row
    const { id, roomId, seq, threadId, inRoom, content, attachments, createdAt } = message
    const room = rooms.get(roomId)
    const author = people.get(message.authorId)
    if (!room || !author) return []
    // Only who was mentioned: an id that somebody typed tells nobody a name.
    const nameOf = (userId: string) => {
      if (userId === 'room') return 'room'
      const name = message.mentions.includes(userId) && people.get(userId)?.name
      return name ? isolated(name) : undefined
    }
    const { text, key } = asRead(match, parts)
    const snippet = snippetOf(text, key, parts).map((part) => ({
      text: withNames(part.text, nameOf),
      hit: part.hit,
    }))
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

/** Ids of whom it shows: those who wrote it, and whom they mention. */
function peopleIn(matches: Match[]): Set<string> {
  const ids = new Set<string>()
  for (const { row } of matches) {
    ids.add(row.message.authorId)
    for (const userId of row.message.mentions) ids.add(userId)
  }
  // Everybody is nobody in particular.
  ids.delete('room')
  return ids
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
