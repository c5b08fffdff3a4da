import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import { createStore } from '#lib/store.ts'

/** What rooms that a text names are called; null where there is none for this person. */
export const roomNames = createStore<{ byId: ReadonlyMap<string, string | null> }>({ byId: new Map() })

const mostNames = 500
/** A right may have come or ended since: who looks again later asks again. */
const freshMs = 60_000
const askedAt = new Map<string, number>()

const name = (id: string, known: string | null) => {
  const { byId } = roomNames.get()
  const kept = byId.size < mostNames ? byId : new Map()
  roomNames.set({ byId: new Map(kept).set(id, known) })
}

/** Asks what a room is called, unless that is known since just now. What fails is asked another time. */
export async function askRoomName(id: string): Promise<void> {
  if (performance.now() - (askedAt.get(id) ?? -freshMs) < freshMs) return
  if (askedAt.size >= mostNames) askedAt.clear()
  askedAt.set(id, performance.now())
  try {
    const room = await api('GET /rooms/{roomId}', { params: { roomId: id } })
    name(id, room.name)
  } catch (error) {
    if (asRefusal(error).code === 'not_found') name(id, null)
    else askedAt.delete(id)
  }
}

/** Those one is in are known without asking. */
let joinedRoom: (id: string) => { name: string } | undefined = () => undefined
export const nameJoinedBy = (find: typeof joinedRoom): void => {
  joinedRoom = find
}

/** What a room is called, as far as that is known by now. */
export const knownRoomName = (id: string): string | null | undefined =>
  joinedRoom(id)?.name ?? roomNames.get().byId.get(id)

const mark = /<#([\w-]{1,64})>/g

/** Names of rooms in place of ids, where text is not drawn: of those that are known by now. */
export const roomsToNames = (content: string): string =>
  content.replace(mark, (_, id: string) => `#${knownRoomName(id) ?? '…'}`)
