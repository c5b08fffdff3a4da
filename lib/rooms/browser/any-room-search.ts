import { oneOf } from '#lib/http/browser/one-of.ts'
import type { AnyRoomQuery } from '#lib/rooms/schema.ts'
import { cut } from '#lib/text/cut.ts'

/** Which of all rooms are listed and in which order, as it stands in the address of the page. */
export type AnyRoomSearch = Pick<AnyRoomQuery, 'query' | 'kind' | 'state' | 'sort' | 'order'>

export const kinds = ['named', 'public', 'private', 'direct'] as const
export const states = ['all', 'active', 'archived'] as const
export const sorts = ['name', 'lastMessageAt', 'memberCount', 'messageCount', 'storageBytes'] as const
const orders = ['asc', 'desc'] as const

export const anyRoomSearchOf = (params: Record<string, unknown>): AnyRoomSearch => ({
  query: typeof params.query === 'string' ? cut(params.query, 80) : '',
  kind: oneOf(kinds, params.kind),
  state: oneOf(states, params.state),
  sort: oneOf(sorts, params.sort),
  order: oneOf(orders, params.order),
})

/** The same in the words of the API, without what is so anyway. */
export const anyRoomWords = ({ query, kind, state, sort, order }: AnyRoomSearch) => ({
  ...(query.trim() && { query: query.trim() }),
  kind,
  ...(state !== 'all' && { state }),
  ...(sort !== 'name' && { sort }),
  ...(order !== 'asc' && { order }),
})

export const allRoomsHref = (search: AnyRoomSearch): string =>
  `/admin/rooms?${new URLSearchParams(anyRoomWords(search))}`
