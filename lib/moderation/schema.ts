import { z } from 'zod'
import { id, paging, paragraph, time } from '#lib/http/schema.ts'

/** Why a message is reported, or what is said when a report is decided. */
const words = paragraph(1_000)

export const newReport = z.object({ reason: words.min(1, 'invalid.empty') })

const state = z.enum(['open', 'resolved', 'dismissed'])
export const reportQuery = paging.extend({ state: state.or(z.literal('all')).default('all') })

/** A note is for administrators. */
export const decision = z.object({ state: z.enum(['resolved', 'dismissed']), note: words.optional() })

const named = z.object({ id, name: z.string() })

/** A message that somebody reported, as it was then. */
export const report = z.object({
  id,
  state,
  reason: z.string(),
  createdAt: time,
  reporter: named,
  /** The name it had; "" of a direct room. */
  room: named.extend({ visibility: z.enum(['public', 'private', 'direct']) }),
  message: z.object({
    id,
    /** With names in place of ids. */
    content: z.string(),
    author: named.extend({ state: z.enum(['active', 'deactivated']) }),
    /** Names of its files. */
    attachments: z.array(z.string()),
    createdAt: time,
    /** It was deleted since, or its room was. */
    isGone: z.boolean(),
  }),
  /** Where it stands, for whoever is in that room. */
  place: z.object({ seq: z.int(), threadId: id.nullable(), inRoom: z.boolean() }).nullable(),
  note: z.string().nullable(),
  decided: z.object({ by: named, at: time }).nullable(),
})

export type NewReport = z.infer<typeof newReport>
export type Decision = z.infer<typeof decision>
export type ReportQuery = z.infer<typeof reportQuery>
export type Report = z.infer<typeof report>
