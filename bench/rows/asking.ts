import { type Client, openClient, words } from '../load/ask.ts'
import { costOf } from '../load/cost.ts'
import { loop } from '../load/loop.ts'
import { longRoom, readers, rooms, smallRooms } from '../scene/plan.ts'
import { vocabulary } from '../scene/words.ts'
import type { Row } from './row.ts'

/**
 * `path` is of the `n`th request of each of those who ask; the answer has to hold as many `items`, if that is
 * known, over all pages.
 */
type Load = {
  what: string
  path: (who: number, n: number) => string
  items?: number
  allPages?: true
  people?: readonly number[]
}
type Page = { items: unknown[]; nextCursor?: string | null }

/** Words that stand in some hundreds of messages. */
const sought = vocabulary.slice(400, 800).filter((word) => word.length > 6)
/** Where somebody searches as their `n`th question. */
export const searchPath = (who: number, n: number) =>
  `/api/v1/search?q=${sought[(who * 7 + n) % sought.length]}`

export const roomPath = (room: number | undefined) => `/api/v1/rooms/${room}/messages`

async function read(get: (path: string) => Promise<string>, load: Load, who: number, n: number) {
  let [count, next]: [number, string | null | undefined] = [0, load.path(who, n)]
  while (next) {
    const { items, nextCursor }: Page = JSON.parse(await get(next))
    count += items.length
    next = load.allPages && nextCursor && `${load.path(who, n)}&cursor=${encodeURIComponent(nextCursor)}`
  }
  if (load.items && count !== load.items)
    throw new Error(`${load.path(who, n)} gave ${count}, not ${load.items}`)
}

/** CPU seconds for a thousand, asked by sixteen people at once. */
const asking = (
  what: string,
  people: readonly number[],
  once: (client: Client, token: string, who: number, n: number) => Promise<unknown>,
): Row => ({
  what,
  unit: 'CPU s per 1,000',
  measure: async (side) => {
    const client = openClient(side.port)
    const tokens = await Promise.all(people.map(side.token))
    const asked = loop(tokens.map((token, who) => (n) => once(client, token, who, n)))
    const { cpu, done } = await costOf([side], asked.done)
    await asked.stop()
    client.close()
    return ((cpu[0] ?? 0) / done) * 1_000
  },
})
export const reading = (load: Load): Row =>
  asking(load.what, load.people ?? readers, (client, token, who, n) =>
    read((path) => client.ask({ path, token }), load, who, n),
  )

/** By sixteen people, each in the room given for them. */
export const posting = (
  what: string,
  people: readonly number[],
  roomOf: (who: number) => number | undefined,
): Row =>
  asking(what, people, (client, token, who) =>
    client.ask({ path: roomPath(roomOf(who)), token, content: words }),
  )

const alone = smallRooms.slice(0, readers.length)

export const askingRows = {
  history: reading({
    what: 'newest 50 of 10,000',
    path: () => `${roomPath(longRoom.id)}?limit=50`,
    items: 50,
  }),
  list: reading({
    what: 'list of 200 rooms',
    path: () => '/api/v1/rooms?limit=100',
    items: rooms,
    allPages: true,
  }),
  search: reading({ what: 'search in 200,000 messages', path: searchPath, items: 50 }),
  'post-http': posting(
    'post over HTTP',
    alone.map(({ firstMember }) => firstMember),
    (who) => alone[who]?.id,
  ),
}
