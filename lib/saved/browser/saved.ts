import { api } from '#lib/http/browser/client.ts'
import { on } from '#lib/realtime/browser/client.ts'
import { createStore } from '#lib/store.ts'

const { get, set, subscribe } = createStore<{ ids: ReadonlySet<string> }>({ ids: new Set() })
let loaded: Promise<void> | undefined

const put = (messageId: string, kept: boolean) => {
  const ids = new Set(get().ids)
  if (kept) ids.add(messageId)
  else ids.delete(messageId)
  set({ ids })
}

/** Also what another tab does. */
const follow = () => on('saved:changed', ({ messageId, kept }) => put(messageId, kept))

/** Which messages the viewer keeps, as far as this page knows: the newest hundred, and those since. */
export const saved = {
  get,
  subscribe,
  /** Once; should it fail, the next one who needs it tries again. */
  load: (): Promise<void> => {
    if (loaded !== undefined) return loaded
    const stop = follow()
    loaded = api('GET /me/saved', { query: { limit: 100 } }).then(
      ({ items }) => set({ ids: new Set([...get().ids, ...items.map(({ id }) => id)]) }),
      () => {
        stop()
        loaded = undefined
      },
    )
    return loaded
  },
  /** Rejects with the server's words. */
  keep: async (messageId: string, on: boolean): Promise<void> => {
    const path = '/me/saved/{messageId}'
    await api(on ? `PUT ${path}` : `DELETE ${path}`, { params: { messageId } })
    put(messageId, on)
  },
}
