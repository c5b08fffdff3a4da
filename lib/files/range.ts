import type { Range } from './store.ts'

/**
 * The one range a `Range` header asks for (RFC 9110, 14.2), cut to the file's size. Null: send all of it, as
 * several ranges or an unknown unit may be answered. `'none'`: there is no such part.
 */
export function rangeOf(header: string | undefined, sizeBytes: number): Range | 'none' | null {
  const [, from = '', to = ''] = /^bytes=[ \t]*(\d*)-(\d*)$/i.exec(header?.trim() ?? '') ?? []
  if (from === '' && to === '') return null
  const last = sizeBytes - 1
  const start = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from)
  const end = from === '' || to === '' ? last : Math.min(Number(to), last)
  if (from !== '' && to !== '' && Number(to) < Number(from)) return null
  return start > last || (from === '' && Number(to) === 0) ? 'none' : { start, end }
}
