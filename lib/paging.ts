import { Buffer } from 'node:buffer'
import type { z } from 'zod'
import { Refusal } from './errors.ts'
import type { Page } from './http/schema.ts'

export type Paging = { limit: number; cursor?: string | undefined }

type Position = (string | number)[]

/** The sort keys of a list's last item, as clients hand them back: base64url of JSON. */
export const encodeCursor = (position: Position): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')

/** Where a list goes on: the sort keys of its last item. Refuses what no list gave out. */
export function decodeCursor<T extends z.ZodType>(cursor: string, shape: T): z.output<T> {
  try {
    const text = Buffer.from(cursor, 'base64url').toString()
    // No list gives one out with NUL, and Postgres takes none.
    if (/\0|\\u0000/.test(text)) throw new Error('NUL')
    return shape.parse(JSON.parse(text))
  } catch {
    throw new Refusal('invalid_input', 'search.cursor', {}, { at: 'cursor' })
  }
}

/**
 * A page of `rows`, of which one more than `limit` was asked for: its presence says that the list goes on.
 */
export function pageOf<R, T>(
  rows: R[],
  limit: number,
  present: (row: R) => T,
  position: (row: R) => Position,
): Page<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(present),
    nextCursor: rows.length > limit && last ? encodeCursor(position(last)) : null,
  }
}
