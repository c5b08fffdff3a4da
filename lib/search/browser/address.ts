import { cut } from '#lib/text/cut.ts'
import { isBlank } from '#lib/text/signs.ts'

/**
 * What is looked for, as it stands in the address of the page: reloading and
 * going back keep it. Days are the reader's.
 */
export type Looking = { q: string; room: string; from: string; after: string; before: string; file: boolean }

type Params = { get: (name: string) => string | null }

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)
const dayIn = (params: Params, name: string) => {
  const given = params.get(name) ?? ''
  return isDay(given) ? given : ''
}

export const lookingIn = (params: Params): Looking => ({
  q: cut(params.get('q') ?? '', 300),
  room: params.get('room') ?? '',
  from: cut(params.get('from') ?? '', 80),
  after: dayIn(params, 'after'),
  before: dayIn(params, 'before'),
  file: params.get('file') === 'true',
})

export const searchHref = (looking: Partial<Looking>): string => {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(looking)) if (value) params.set(name, String(value))
  return params.size > 0 ? `/search?${params}` : '/search'
}

export const isEmpty = ({ q, room, from, after, before, file }: Looking): boolean =>
  !(!isBlank(q) || room || from || after || before || file)

/** When a day of the reader's calendar begins, or the one after it: a day may have 23 hours, or 25. */
const beginning = (day: string, later = 0): Date => {
  const at = new Date(`${day}T00:00`)
  at.setDate(at.getDate() + later)
  return at
}

/** The same in the words of the API: there a time is a moment, so the reader's days become theirs. */
export const questionOf = ({ q, room, from, after, before, file }: Looking): URLSearchParams => {
  const params = new URLSearchParams({ q: file ? `${q} has:file` : q })
  if (room) params.set('roomId', room)
  if (from) params.set('from', from)
  if (after) params.set('after', new Date(beginning(after, 1).getTime() - 1).toISOString())
  if (before) params.set('before', beginning(before).toISOString())
  return params
}
