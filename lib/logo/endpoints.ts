import { z } from 'zod'
import { incomingOf } from '#lib/files/incoming.ts'
import { endpoint, openEndpoint } from '#lib/http/endpoint.ts'
import { removeLogo, setLogo } from './operations.ts'
import { serveLogo } from './serve.ts'

export const getLogo = openEndpoint({
  method: 'GET',
  path: '/logo',
  summary: 'The logo of this installation. By the address that `logoUrl` gives it never changes.',
  query: z.object({ v: z.string().max(64).optional() }),
  givesFile: true,
  handle: (world, { query, client, header }) =>
    serveLogo(world, { v: query.v, address: client.address, header }),
})

export const putLogo = endpoint({
  method: 'PUT',
  path: '/admin/logo',
  needs: 'admin',
  summary:
    'Show a logo beside the name: a picture of at most 1 MiB, made anew (WebP, of at most 256 pixels in height). For administrators.',
  takesFile: true,
  answer: z.object({ logoUrl: z.string().nullable() }),
  handle: (context, request) =>
    context.turns.uploads(context.viewer.userId, () =>
      setLogo(context, incomingOf(request), request.client.address),
    ),
})

export const deleteLogo = endpoint({
  method: 'DELETE',
  path: '/admin/logo',
  needs: 'admin',
  summary: 'Take the logo away. For administrators.',
  handle: (context, { client }) => removeLogo(context, client.address),
})
