import { Refusal } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import { addressOf, allOf, api, refusalOf } from '#lib/http/browser/client.ts'
import { on, socket } from '#lib/realtime/browser/client.ts'
import { createStore } from '#lib/store.ts'
import type { CustomEmoji } from '../schema.ts'

type Known = {
  /** By name; empty until they were asked for. */
  all: readonly CustomEmoji[]
  byName: ReadonlyMap<string, CustomEmoji>
}

const byNameOf = (all: readonly CustomEmoji[]) => new Map(all.map((one) => [fold(one.name), one]))
const store = createStore<Known>({ all: [], byName: new Map() })
let isFollowed = false
let asked = 0
let underWay: Promise<void> | undefined

async function load(): Promise<void> {
  asked += 1
  const mine = asked
  // What cannot be asked for now is asked for when the line is back.
  const all = await allOf('GET /emoji', {}).catch(() => null)
  // Of two answers the later question's counts.
  if (all && mine === asked) store.set({ all, byName: byNameOf(all) })
}

/** From the first look on, and as long as the page is there. */
function follow() {
  if (isFollowed) return
  isFollowed = true
  const again = () => {
    underWay = load()
  }
  const line = socket()
  if (line.connected) again()
  line.on('connect', again)
  on('emoji:changed', again)
}

/** The emoji of the installation, as this page knows them: asked for once something may show one. */
export const customEmoji = {
  get: store.get,
  subscribe(listener: () => void) {
    follow()
    return store.subscribe(listener)
  },
  /** What the server drew with tells of some before they were asked for. */
  know(some: readonly CustomEmoji[]): void {
    if (!isFollowed) store.set({ byName: byNameOf(some) })
  },
  /** When they were asked for once. */
  async known(): Promise<void> {
    follow()
    await underWay
  },
  named: (name: string): CustomEmoji | undefined => store.get().byName.get(fold(name)),
  /** Rejects with the server's words. */
  async add(name: string, picture: File): Promise<CustomEmoji> {
    const form = new FormData()
    form.append('name', name)
    form.append('file', picture, picture.name)
    const response = await fetch(addressOf('POST /emoji'), { method: 'POST', body: form }).catch(() => null)
    if (!response) throw new Refusal('unavailable', 'unreachable')
    if (!response.ok) throw await refusalOf(response)
    return response.json()
  },
  async remove(emojiId: string): Promise<void> {
    await api('DELETE /emoji/{emojiId}', { params: { emojiId } })
  },
}
