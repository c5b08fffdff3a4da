import { z } from 'zod'
import { endpoint, openEndpoint } from '#lib/http/endpoint.ts'
import { id, page } from '#lib/http/schema.ts'
import { issueTokens } from '../programs.ts'
import { ownProof, tokenPair } from '../schema.ts'
import { addPasskey, myPasskeys, passkeyOptions, removePasskey } from './own.ts'
import { newPasskey, passkey, passkeySignIn } from './schema.ts'
import { signInByPasskey, signInOptions } from './sign-in.ts'
import { requireSite } from './site.ts'

export const listPasskeys = endpoint({
  method: 'GET',
  path: '/me/passkeys',
  needs: 'account',
  summary: 'Your passkeys.',
  answer: page(passkey),
  handle: async (context) => ({ items: await myPasskeys(context), nextCursor: null }),
})

export const postPasskeyOptions = endpoint({
  method: 'POST',
  path: '/me/passkeys/options',
  needs: 'account',
  summary:
    'What a browser makes a passkey with: PublicKeyCredentialCreationOptionsJSON of WebAuthn. Good once. Some time after the sign-in it takes your password, or a code if you have none.',
  body: ownProof,
  answer: z.looseObject({ challenge: z.string() }),
  handle: async (context, { body, header }) => ({
    ...(await passkeyOptions(context, body, requireSite(header))),
  }),
})

export const postPasskey = endpoint({
  method: 'POST',
  path: '/me/passkeys',
  needs: 'account',
  summary: 'Keep a passkey that a browser made: its RegistrationResponseJSON.',
  body: newPasskey,
  answer: passkey,
  status: 201,
  handle: (context, { body, header }) => addPasskey(context, body, requireSite(header)),
})

export const deletePasskey = endpoint({
  method: 'DELETE',
  path: '/me/passkeys/{id}',
  needs: 'account',
  summary:
    'Take one of your passkeys away, unless you could sign in no more (`conflict`): nobody signs in by it then. Some time after the sign-in it takes your password, or a code if you have none.',
  params: z.object({ id }),
  body: ownProof,
  handle: (context, { params, body }) => removePasskey(context, params.id, body),
})

export const postSignInOptions = openEndpoint({
  method: 'POST',
  path: '/auth/passkey/options',
  summary:
    'What a browser asks for a passkey with: PublicKeyCredentialRequestOptionsJSON of WebAuthn. Good once.',
  answer: z.looseObject({ challenge: z.string() }),
  handle: async (world, { header }) => ({ ...(await signInOptions(world, requireSite(header))) }),
})

export const postPasskeySignIn = openEndpoint({
  method: 'POST',
  path: '/auth/passkey',
  summary:
    'Sign a program in by a passkey: its AuthenticationResponseJSON. No password or code is asked for.',
  body: passkeySignIn,
  answer: tokenPair,
  handle: async (world, { body, header, client }) =>
    issueTokens(
      world,
      await signInByPasskey(world, body.response, requireSite(header), client.address),
      client,
    ),
})
