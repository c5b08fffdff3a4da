import type { ReadableText } from '#lib/messages/readable.ts'
import { textOf } from './entry.ts'
import { type Key, keyOf } from './normalize.ts'
import type { Sought } from './parse-query.ts'

/** A message that is what was looked for, and its text as it was compared. */
export type Match = { row: ReadableText; text: string; key: Key }

/** Whether a message is what was looked for: asked of the message itself, whatever the index told. */
export const matching =
  (sought: Sought, authors: string[] | null) =>
  (row: ReadableText): Match | null => {
    const { createdAt, attachments, authorId } = row.message
    if (createdAt >= sought.before || createdAt <= sought.after) return null
    if (sought.hasFile && attachments.length === 0) return null
    if (authors && !authors.includes(authorId)) return null
    const text = textOf(row.message)
    const key = keyOf(text)
    return sought.parts.every((part) => key.text.includes(part)) ? { row, text, key } : null
  }
