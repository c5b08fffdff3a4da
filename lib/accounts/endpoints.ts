import { z } from 'zod'
import { endpoint, openEndpoint } from '#lib/http/endpoint.ts'
import { id, page, paging } from '#lib/http/schema.ts'
import { registerProgram } from '#lib/rooms/registration.ts'
import { keepEmail } from './change-email.ts'
import { deleteMyAccount } from './deletion.ts'
import { askForLink } from './forgotten.ts'
import { changeProfile } from './operations.ts'
import { setPasswordByLink } from './password-links.ts'
import { issueTokens, refreshTokens } from './programs.ts'
import { myProfile, mySessions } from './queries.ts'
import * as schema from './schema.ts'
import { revokeSession } from './sessions.ts'
import { signIn } from './sign-in.ts'
import { askToConfirm, confirmEmail } from './verification.ts'

export const registerAccount = openEndpoint({
  method: 'POST',
  path: '/auth/register',
  summary: 'Make an account. The first one of an instance is its admin.',
  body: schema.registration,
  answer: schema.tokenPair,
  status: 201,
  handle: (world, { body, client }) => registerProgram(world, body, client),
})

export const logIn = openEndpoint({
  method: 'POST',
  path: '/auth/login',
  summary:
    'Sign a program in. Where a code is asked for too (`two_factor_required`), again with the challenge and the code.',
  body: schema.signIn,
  answer: schema.tokenPair,
  handle: async (world, { body, client }) => {
    const { user, proof } = await signIn(world, body, client.address)
    return issueTokens(world, user, client, proof)
  },
})

export const refreshPair = openEndpoint({
  method: 'POST',
  path: '/auth/refresh',
  summary: 'Get a new pair of tokens. Using a refresh token twice ends its session.',
  body: schema.refresh,
  answer: schema.tokenPair,
  handle: (world, { body, client }) => refreshTokens(world, body.refreshToken, client),
})

export const forgotPassword = openEndpoint({
  method: 'POST',
  path: '/auth/forgot',
  summary:
    'Ask for a link to set a new password. It goes by mail, where mail is set up, to whoever has an account; the answer tells nothing of that.',
  body: schema.forgotten,
  status: 202,
  handle: (world, { body, client }) => askForLink(world, body.email, client),
})

export const resetPassword = openEndpoint({
  method: 'POST',
  path: '/auth/reset',
  summary:
    'Set a password by a link that an administrator made, or that came by mail. It is good once, and ends all sessions.',
  body: schema.passwordByLink,
  handle: (world, { body, client }) => setPasswordByLink(world, body, client.address),
})

export const verifyEmail = openEndpoint({
  method: 'POST',
  path: '/auth/verify',
  summary: 'Confirm an email by the link that came there: that of the account, or the one it is to have.',
  body: schema.byLink,
  handle: (world, { body, client }) => confirmEmail(world, body.token, client.address),
})

export const keepMyEmail = openEndpoint({
  method: 'POST',
  path: '/auth/keep-email',
  summary:
    'Take a change of email back, by the link that came to the one before. It ends all sessions and the password; a link to set a new one goes there.',
  body: schema.byLink,
  handle: (world, { body, client }) => keepEmail(world, body.token, client.address),
})

export const postVerification = endpoint({
  method: 'POST',
  path: '/me/verification',
  needs: 'account',
  summary: 'Get a mail by which you confirm your email.',
  status: 202,
  handle: (context, { client }) => askToConfirm(context, client.address),
})

export const logOut = endpoint({
  method: 'POST',
  path: '/auth/logout',
  needs: 'session',
  summary: 'End this session; its sockets are closed.',
  handle: (context) => revokeSession(context, context.viewer.sessionId),
})

export const getMe = endpoint({
  method: 'GET',
  path: '/me',
  needs: 'read',
  summary: 'Your profile.',
  answer: schema.ownProfile,
  handle: myProfile,
})

export const patchMe = endpoint({
  method: 'PATCH',
  path: '/me',
  needs: 'session',
  summary:
    'Change your name, password or email, or what you tell of yourself: pronouns, time zone, and a status that may end by itself. A new password ends your other sessions; a new email holds once it is confirmed from there, or at once where no mail is set up.',
  body: schema.profileChange,
  answer: schema.ownProfile,
  handle: (context, { body }) => changeProfile(context, body),
})

export const deleteMe = endpoint({
  method: 'DELETE',
  path: '/me',
  needs: 'account',
  summary:
    'Delete your account for good: with your password, or your email if you have none, and a code where your account asks for one.',
  body: schema.ownDeletion,
  handle: (context, { body, client }) => deleteMyAccount(context, body, client.address),
})

export const listMySessions = endpoint({
  method: 'GET',
  path: '/me/sessions',
  needs: 'account',
  summary: 'Where you are signed in.',
  query: paging,
  answer: page(schema.session),
  handle: (context, { query }) => mySessions(context, query),
})

export const deleteMySession = endpoint({
  method: 'DELETE',
  path: '/me/sessions/{id}',
  needs: 'account',
  summary: 'End one of your sessions.',
  params: z.object({ id }),
  handle: (context, { params }) => revokeSession(context, params.id),
})
