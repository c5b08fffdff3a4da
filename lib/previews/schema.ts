import { z } from 'zod'
import { id } from '#lib/http/schema.ts'

/** The card a link shows; its picture is served from here, never from there. */
export const linkPreview = z.object({
  id,
  url: z.string(),
  title: z.string(),
  description: z.string(),
  siteName: z.string(),
  image: z.object({ url: z.string(), width: z.number().int(), height: z.number().int() }).nullable(),
})

export type LinkPreview = z.infer<typeof linkPreview>
