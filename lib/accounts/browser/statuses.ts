import type { Status } from '#lib/accounts/schema.ts'
import { allOf, api } from '#lib/http/browser/client.ts'
import { on, socket } from '#lib/realtime/browser/client.ts'
import type { EventPayload } from '#lib/realtime/contract.ts'
import { createStore } from '#lib/store.ts'

type Known = { byId: ReadonlyMap<string, Status> }

/** More than anybody has in sight; whoever is beyond is shown without one. */
const mostKnown = 1_000
/** Timers run out at once beyond. */
const longestMs = 2 ** 31 - 1

const store = createStore<Known>({ byId: new Map() })
let isFollowed = false
let asked = 0
let ending: ReturnType<typeof setTimeout> | undefined

/** Keeps those that go on, and looks again when the next one ends: nobody tells that. */
function keep(all: Iterable<[string, Status]>) {
  const now = Date.now()
  const byId = new Map([...all].filter(([, { until }]) => until === null || Date.parse(until) > now))
  store.set({ byId })
  const ends = [...byId.values()].flatMap(({ until }) => (until === null ? [] : [Date.parse(until)]))
  clearTimeout(ending)
  if (ends.length > 0)
    ending = setTimeout(() => keep(store.get().byId), Math.min(longestMs, Math.min(...ends) - now))
}

async function load(): Promise<void> {
  asked += 1
  const mine = asked
  // What cannot be asked for now is asked for when the line is back.
  const all = await allOf('GET /statuses', {}, mostKnown).catch(() => null)
  // Of two answers the later question's counts.
  if (all && mine === asked) keep(all.map(({ userId, ...status }) => [userId, status]))
}

/** From the first look on, and as long as the page is there. */
function follow() {
  if (isFollowed) return
  isFollowed = true
  let isLoading = Promise.resolve()
  const again = () => {
    isLoading = load()
  }
  const line = socket()
  if (line.connected) again()
  line.on('connect', again)
  const hear = ({ userId, status }: EventPayload<'status:changed'>) => {
    const byId = new Map(store.get().byId)
    if (status) byId.set(userId, status)
    else byId.delete(userId)
    keep(byId)
  }
  // Whatever is on its way was read before.
  on('status:changed', (told) => void isLoading.then(() => hear(told)))
}

/** What people are at whom this page knows: asked for once something may show it. */
export const statuses = {
  get: store.get,
  subscribe(listener: () => void) {
    follow()
    return store.subscribe(listener)
  },
  /** Sets the viewer's own, or takes it away. Rejects with the server's words. */
  async set(status: Status | null): Promise<void> {
    await api('PATCH /me', { body: { status } })
  },
}
