import { roomPath, searchPath } from '../rows/asking.ts'
import type { Crowd, Person } from './crowd.ts'
import { inRoom } from './plan.ts'

export const deedNames = ['post', 'open', 'search', 'page'] as const
export type DeedName = (typeof deedNames)[number]
/** How often in a second each is done, by everybody together. */
export type Rates = Partial<Record<DeedName, number>>

/** What a person does in a busy hour, who has Rooms open; one of ten writes a message a minute. */
const inAnHour: Record<DeedName, number> = { post: 60 / 10, open: 12, search: 1, page: 1 }
export const busyHour = (people: number): Rates =>
  Object.fromEntries(deedNames.map((name) => [name, (people * inAnHour[name]) / 3_600]))
export const postsAlone = (perSecond: number): Rates => ({ post: perSecond })

export type Deeds = {
  do: (name: DeedName, by: Person) => Promise<unknown>
  /** Of posts that reached everybody, how long it took in ms, and how many have not. */
  told: () => { reached: number[]; missing: number }
}

/** Each looks at what it was answered: a refusal rejects. */
export function deedsOf(crowd: Crowd, now: () => number): Deeds {
  const underWay = new Map<number, { since: number; left: number }>()
  const reached: number[] = []
  let posts = 0
  crowd.onHeard((post) => {
    const one = underWay.get(post)
    if (!one || --one.left > 0) return
    underWay.delete(post)
    reached.push(now() - one.since)
  })
  const { ask } = crowd.client
  const ways: Record<DeedName, (by: Person) => Promise<unknown>> = {
    post: ({ line, room }) => {
      underWay.set(++posts, { since: now(), left: inRoom })
      return line.post(room, `${posts} Shall we talk it over in ten minutes?`)
    },
    open: ({ line, room, token }) =>
      Promise.all([line.watch(room), ask({ path: `${roomPath(room)}?limit=50`, token })]),
    search: ({ token, room }) => ask({ path: searchPath(room, posts), token }),
    page: ({ cookie, room }) => ask({ path: `/rooms/${room}`, cookie }),
  }
  return {
    do: (name, by) => ways[name](by),
    told: () => ({ reached, missing: underWay.size }),
  }
}
