import { z } from 'zod'
import { ownProof } from '#lib/accounts/schema.ts'
import { endpoint } from '#lib/http/endpoint.ts'
import { id } from '#lib/http/schema.ts'
import { myIdentities, unlink } from './identities.ts'
import { identity } from './schema.ts'

export const listMyIdentities = endpoint({
  method: 'GET',
  path: '/me/identities',
  needs: 'account',
  summary: 'Where else you can sign in.',
  answer: z.object({ items: z.array(identity) }),
  handle: async (context) => ({ items: await myIdentities(context) }),
})

export const deleteMyIdentity = endpoint({
  method: 'DELETE',
  path: '/me/identities/{id}',
  needs: 'account',
  summary:
    'Take one of them off, unless you could sign in no more (`conflict`). Some time after the sign-in it takes your password, or a code if you have none.',
  params: z.object({ id }),
  body: ownProof,
  handle: (context, { params, body }) => unlink(context, params.id, body),
})
