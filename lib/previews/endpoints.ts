import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { outsideOf } from './outside.ts'
import { preview } from './preview.ts'
import { linkPreview } from './schema.ts'

export const postPreview = endpoint({
  method: 'POST',
  path: '/previews',
  needs: 'write',
  summary:
    'Look up what a link shows of itself, for a message that names the card within a day; null for nothing.',
  body: z.object({ url: z.url().max(2_000) }),
  answer: linkPreview.nullable(),
  waits: true,
  handle: async (context, { body, signal }) => ({
    status: 200,
    answer: await preview(context, body.url, outsideOf(context.env), signal()),
  }),
})
