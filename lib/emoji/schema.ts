import { z } from 'zod'
import { person } from '#lib/accounts/schema.ts'
import { id, time } from '#lib/http/schema.ts'
import { mixesAlike } from '#lib/text/alike-scripts.ts'
import { isEmojiName } from '#lib/text/one-emoji.ts'
import { mostNameChars } from './name.ts'

const tidied = (name: string) => name.trim().replace(/^:|:$/g, '').toLowerCase().normalize('NFC')

/** What stands between the colons, which may be given with it. */
const emojiName = z
  .string()
  .overwrite(tidied)
  .max(mostNameChars, 'invalid.tooLong')
  .refine((name) => [...name].length > 1 && isEmojiName(name) && !mixesAlike(name), 'emoji.name')

export const newEmoji = z.object({ name: emojiName })

/** An emoji of this installation, written `:name:`. */
export const customEmoji = z.object({
  id,
  name: z.string(),
  /** Its picture (WebP), of at most 128 pixels a side; it never changes. */
  url: z.string(),
  /** null where the caller may not know them, or they are gone. */
  addedBy: person.nullable(),
  createdAt: time,
})

export type CustomEmoji = z.infer<typeof customEmoji>
