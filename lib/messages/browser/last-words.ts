import { api } from '#lib/http/browser/client.ts'
import { createStore } from '#lib/store.ts'
import type { Message } from '../schema.ts'

type Heads = readonly { id: string; lastSeq: number; revision: number }[]
type Ask = (roomIds: string[]) => Promise<readonly Message[]>

/** What happens at once in many rooms is asked for once. */
const gatherMs = 300
/** So many are asked for at once. */
const most = 100

const askServer: Ask = async (roomIds) => {
  const { items } = await api('GET /me/last-messages', { query: { roomIds: roomIds.join(',') } })
  return items
}

/**
 * What was said last in the rooms of a list. The list itself is live, and its revisions tell which of the
 * words are not the last any more: of those the server is asked. What is known stays in this tab.
 */
export const createLastWords = (ask: Ask = askServer) => {
  const { get, set, subscribe } = createStore<{ said: ReadonlyMap<string, Message> }>({ said: new Map() })
  /** As of which revision of each room its words are known, or asked for. */
  const asOf = new Map<string, number>()
  const due = new Map<string, number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const put = (messages: readonly Message[]) => {
    const newer = messages.filter(({ roomId, seq, revision }) => {
      const known = get().said.get(roomId)
      return !known || known.seq < seq || (known.seq === seq && known.revision < revision)
    })
    if (newer.length > 0)
      set({ said: new Map([...get().said, ...newer.map((one) => [one.roomId, one] as const)]) })
  }
  const askDue = async () => {
    timer = undefined
    const asked = [...due].slice(0, most)
    for (const [roomId] of asked) due.delete(roomId)
    if (due.size > 0) timer = setTimeout(askDue, gatherMs)
    try {
      put(await ask(asked.map(([roomId]) => roomId)))
    } catch {
      // They are asked for again when the list is followed anew: as the line comes back.
      for (const [roomId, revision] of asked) if (asOf.get(roomId) === revision) asOf.delete(roomId)
    }
  }

  return {
    get,
    subscribe,
    /** Asks for what is not known of these rooms. */
    follow(heads: Heads) {
      for (const { id, lastSeq, revision } of heads) {
        if (lastSeq === 0 || (asOf.get(id) ?? -1) >= revision) continue
        asOf.set(id, revision)
        due.set(id, revision)
      }
      if (due.size > 0) timer ??= setTimeout(askDue, gatherMs)
    },
    /** The end of a room that was read here. */
    heard: (message: Message) => put([message]),
    forget(roomId: string) {
      asOf.delete(roomId)
      due.delete(roomId)
      const said = new Map(get().said)
      if (said.delete(roomId)) set({ said })
    },
    forgetAll() {
      clearTimeout(timer)
      timer = undefined
      asOf.clear()
      due.clear()
      set({ said: new Map() })
    },
  }
}
