import { z } from 'zod'
import { time } from '#lib/http/schema.ts'
import { isEmoji, isEmojiName } from '#lib/text/one-emoji.ts'
import { oneLine } from '#lib/text/signs.ts'

const shortLine = (max: number) => z.string().overwrite(oneLine).max(max, 'invalid.tooLong')

/** Whether there is one of that name is not asked: it may be removed any day, and is its name then. */
const isNamed = (sign: string) => isEmojiName(/^:([^:]+):$/.exec(sign)?.[1] ?? '')

const isTimeZone = (name: string) => {
  // A zone, not a distance to one: that changes with the season.
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

/** What somebody is at, or where: their own words, with an end or without. */
export const status = z.object({ emoji: z.string().nullable(), text: z.string(), until: time.nullable() })

const newStatus = z
  .object({
    /** One emoji, or one of the installation's, as `:name:`. */
    emoji: z
      .string()
      .max(32)
      .refine((sign) => isEmoji(sign) || isNamed(sign), 'invalid.emoji')
      .nullable()
      .default(null),
    text: shortLine(80).default(''),
    /** When it ends by itself; null: when it is taken away. */
    until: time.nullable().default(null),
  })
  .refine(({ emoji, text }) => emoji !== null || text !== '', { path: ['text'], message: 'invalid.empty' })

/** What people tell of themselves. null: nothing. */
export const about = z.object({
  pronouns: z.string().nullable(),
  /** As the IANA names them, as `Europe/Berlin`. */
  timeZone: z.string().nullable(),
  status: status.nullable(),
})

export const aboutChange = z
  .object({
    pronouns: shortLine(40)
      .nullable()
      .transform((text) => text || null),
    timeZone: z.string().max(64).refine(isTimeZone, 'invalid.timeZone').nullable(),
    status: newStatus.nullable(),
  })
  .partial()

/** The status of somebody, in a list of those of many. */
export const statusOf = status.extend({ userId: z.string() })

export type Status = z.infer<typeof status>
export type StatusOf = z.infer<typeof statusOf>
export type About = z.infer<typeof about>
export type AboutChange = z.infer<typeof aboutChange>
