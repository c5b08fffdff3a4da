import type { RoomQuery } from '#lib/rooms/schema.ts'
import { cut } from '#lib/text/cut.ts'

/** What the list of rooms shows, as it stands in the address of the page. */
export type RoomSearch = {
  scope: 'joined' | 'browse'
  query: string
  type: 'all' | 'chat' | 'video'
  archived: boolean
}

/** All that may be joined. */
export const openRooms: RoomSearch = { scope: 'browse', query: '', type: 'all', archived: false }

/** The rooms one is in and that are in use, all of them. */
export const isUnfiltered = ({ scope, query, type, archived }: RoomSearch): boolean =>
  scope === 'joined' && query.trim() === '' && type === 'all' && !archived

type Params = Record<string, string | string[] | undefined>

export const searchOf = (params: Params): RoomSearch => ({
  scope: params.scope === 'browse' ? 'browse' : 'joined',
  query: typeof params.query === 'string' ? cut(params.query, 80) : '',
  type: params.type === 'chat' || params.type === 'video' ? params.type : 'all',
  archived: params.archived === 'true',
})

/** The same in the words of the API. */
export const wordsOf = ({ scope, query, type, archived }: RoomSearch) => ({
  ...(scope === 'browse' && { scope }),
  ...(query.trim() && { query: query.trim() }),
  ...(type !== 'all' && { type }),
  ...(archived && { archived: 'true' as const }),
})

export const roomsHref = (search: RoomSearch): string => {
  const params = new URLSearchParams(wordsOf(search)).toString()
  return params ? `/rooms?${params}` : '/rooms'
}

export const queryOf = ({ scope, query, type, archived }: RoomSearch, limit: number): RoomQuery => ({
  scope,
  archived,
  limit,
  ...(query.trim() && { query: query.trim() }),
  ...(type !== 'all' && { type }),
})
