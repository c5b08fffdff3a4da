import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { outsideOf } from './outside.ts'
import { preview } from './preview.ts'
import { linkPreview } from './schema.ts'

export const postPreview = endpoint({
  method: 'POST',
  path: '/previews',
  summary: 'Look up what a link shows of itself, for a message that names the card within a day.',
  body: z.object({ url: z.url().max(2_000) }),
  answer: linkPreview,
  handle: (context, { body }) => preview(context, body.url, outsideOf(context.env)),
})
