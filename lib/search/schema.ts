import { z } from 'zod'
import { id, paging, paragraph } from '#lib/http/schema.ts'
import { message } from '#lib/messages/schema.ts'
import { roomTitle } from '#lib/rooms/schema.ts'

const day = /^\d{4}-\d{2}-\d{2}$/
const when = z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
  error: 'invalid.date',
})

/**
 * `q` holds words that must all occur, "phrases in quotes", and filters: `from:name`, `in:room`,
 * `before:2026-01-31`, `after:2026-01-31`, `has:file`. Filters may also stand beside it. A date is a day in
 * UTC: `before` it begins, `after` it ends.
 */
export const searchQuery = paging.extend({
  q: paragraph(300).default(''),
  roomId: id.optional(),
  /** A name, a part of one, or "@" and an id. */
  from: paragraph(80).optional(),
  before: when.optional(),
  after: when.optional(),
})

/** A piece of what was found. Text, never markup. */
const snippetPart = z.object({ text: z.string(), hit: z.boolean() })

/**
 * A message that was found, where it was found, and the part of it that says why. No more of the message than
 * is shown there: it is asked for on every letter that somebody types.
 */
export const hit = message
  .pick({
    id: true,
    roomId: true,
    seq: true,
    threadId: true,
    inRoom: true,
    author: true,
    content: true,
    attachments: true,
    createdAt: true,
  })
  .extend({ room: roomTitle, snippet: z.array(snippetPart) })

const dayMs = 86_400_000
/** The first moment that is too late for `before`, the last that is too early for `after`; milliseconds. */
export const beforeMs = (at: string): number => Date.parse(at)
export const afterMs = (at: string): number => (day.test(at) ? Date.parse(at) + dayMs - 1 : Date.parse(at))

export type SearchQuery = z.infer<typeof searchQuery>
export type SnippetPart = z.infer<typeof snippetPart>
export type Hit = z.infer<typeof hit>
