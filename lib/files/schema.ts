import { z } from 'zod'
import { id } from '#lib/http/schema.ts'

/** A file as messages show it. */
export const attachment = z.object({
  id,
  name: z.string(),
  mimeType: z.string(),
  sizeBytes: z.number().int(),
  width: z.number().int().optional(),
  height: z.number().int().optional(),
  url: z.string(),
  /** A smaller picture, for showing it in the conversation. */
  thumbnail: z.object({ url: z.string(), width: z.number().int(), height: z.number().int() }).optional(),
  /** A picture that moves: its thumbnail does not. */
  moves: z.literal(true).optional(),
  /** It could not be cleaned: it may tell where and when it was made. */
  keepsMetadata: z.literal(true).optional(),
})

export type Attachment = z.infer<typeof attachment>
