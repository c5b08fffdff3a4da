import { z } from 'zod'
import { tokenPair } from '#lib/accounts/schema.ts'
import { endpoint, openEndpoint } from '#lib/http/endpoint.ts'
import { id } from '#lib/http/schema.ts'
import { guestLinkOf, renewGuestLink } from './links.ts'
import * as schema from './schema.ts'
import { visitByProgram } from './visits.ts'

const params = z.object({ roomId: id })

export const postGuest = openEndpoint({
  method: 'POST',
  path: '/guests',
  summary: 'Come into a room by its guest link. You are in that room alone, until the link ends.',
  body: schema.guestEntry,
  answer: tokenPair,
  status: 201,
  handle: (world, { body, client }) => visitByProgram(world, body, client),
})

export const getGuestLink = endpoint({
  method: 'GET',
  path: '/rooms/{roomId}/guest-link',
  needs: 'read',
  summary: 'The guest link of a room, until when it is good and how many are here by it. For owners.',
  params,
  answer: z.object({ link: schema.guestLink.nullable() }),
  handle: async (context, { params }) => ({ link: await guestLinkOf(context, params.roomId) }),
})

export const postGuestLink = endpoint({
  method: 'POST',
  path: '/rooms/{roomId}/guest-link',
  needs: 'rooms',
  summary: 'Make a guest link, in the place of the one there is: whoever came by that is gone. For owners.',
  params,
  body: schema.newGuestLink,
  answer: schema.guestLink,
  status: 201,
  handle: (context, { params, body }) => renewGuestLink(context, params.roomId, body),
})
