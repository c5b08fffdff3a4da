import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id } from '#lib/http/schema.ts'
import { ownProof } from '../schema.ts'
import { resetTwoFactor } from './reset.ts'
import { appSecret, factorCode, newCodes, twoFactor } from './schema.ts'
import { beginTwoFactor, confirmTwoFactor, endTwoFactor, myTwoFactor } from './set-up.ts'

export const getTwoFactor = endpoint({
  method: 'GET',
  path: '/me/two-factor',
  needs: 'account',
  summary: 'Whether a code is asked for when you sign in, and how many recovery codes are left.',
  answer: twoFactor,
  handle: myTwoFactor,
})

export const postTwoFactor = endpoint({
  method: 'POST',
  path: '/me/two-factor',
  needs: 'account',
  summary:
    'Get a secret for an app that makes codes (TOTP). It holds once a code of it was sent. Some time after the sign-in it takes your password.',
  body: ownProof,
  answer: appSecret,
  status: 201,
  handle: (context, { body }) => beginTwoFactor(context, body),
})

export const putTwoFactor = endpoint({
  method: 'PUT',
  path: '/me/two-factor',
  needs: 'account',
  summary:
    'Switch two-factor on with a code of the app; your other sessions end. Where it is on: get new recovery codes. They are told this once.',
  body: z.object({ code: factorCode }),
  answer: newCodes,
  handle: (context, { body }) => confirmTwoFactor(context, body.code),
})

export const deleteTwoFactor = endpoint({
  method: 'DELETE',
  path: '/me/two-factor',
  needs: 'account',
  summary: 'Switch two-factor off: with your password, or a code if you have none.',
  body: ownProof,
  handle: (context, { body }) => endTwoFactor(context, body),
})

export const deleteTwoFactorOf = endpoint({
  method: 'DELETE',
  path: '/admin/users/{userId}/two-factor',
  needs: 'admin',
  summary:
    'Take app and passkeys from somebody who lost them: their password alone lets them in. For administrators.',
  params: z.object({ userId: id }),
  handle: (context, { params, client }) => resetTwoFactor(context, params.userId, client.address),
})
