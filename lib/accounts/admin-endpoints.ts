import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id, page } from '#lib/http/schema.ts'
import { heldSettings, settingsChange } from '#lib/instance/schema.ts'
import { changeAccount, endAllSessions } from './administration.ts'
import { accountOf, allAccounts } from './all-accounts.ts'
import { allSettings, changeSettings } from './change-settings.ts'
import { deleteAccount } from './deletion.ts'
import { makeAccount, makeResetLink } from './password-links.ts'
import { account, accountChange, accountQuery, newAccount, resetLink } from './schema.ts'

export const listAccounts = endpoint({
  method: 'GET',
  path: '/admin/users',
  needs: 'admin',
  summary: 'All accounts. For administrators.',
  query: accountQuery,
  answer: page(account),
  handle: (context, { query }) => allAccounts(context, query),
})

export const patchAccount = endpoint({
  method: 'PATCH',
  path: '/admin/users/{userId}',
  needs: 'admin',
  summary: 'Give somebody another role or name, deactivate or restore them. One active administrator stays.',
  params: z.object({ userId: id }),
  body: accountChange,
  answer: account,
  handle: async (context, { params, body, client }) => {
    await changeAccount(context, params.userId, body, client.address)
    return accountOf(context, params.userId)
  },
})

export const deleteAccountOf = endpoint({
  method: 'DELETE',
  path: '/admin/users/{userId}',
  needs: 'admin',
  summary:
    'Delete an account for good. Its messages stay as those of “Deleted user” or go, as it is set. One active administrator stays.',
  params: z.object({ userId: id }),
  handle: (context, { params, client }) => deleteAccount(context, params.userId, client.address),
})

export const deleteSessionsOf = endpoint({
  method: 'DELETE',
  path: '/admin/users/{userId}/sessions',
  needs: 'admin',
  summary: 'Sign somebody out everywhere. For administrators.',
  params: z.object({ userId: id }),
  handle: (context, { params, client }) => endAllSessions(context, params.userId, client.address),
})

export const postAccount = endpoint({
  method: 'POST',
  path: '/admin/users',
  needs: 'admin',
  summary:
    'Make an account. By the link its owner sets their password, once, within 72 hours; with `mail` they get one by mail, too.',
  body: newAccount,
  answer: z.object({ user: account, link: z.string() }),
  status: 201,
  handle: async (context, { body, client }) => {
    const { id, link } = await makeAccount(context, body, client.address)
    return { user: await accountOf(context, id), link }
  },
})

export const postResetLink = endpoint({
  method: 'POST',
  path: '/admin/users/{userId}/reset-link',
  needs: 'admin',
  summary: 'Make a link by which somebody sets a new password, once. Using it ends all their sessions.',
  params: z.object({ userId: id }),
  answer: resetLink,
  status: 201,
  handle: (context, { params, client }) => makeResetLink(context, params.userId, client.address),
})

export const getSettings = endpoint({
  method: 'GET',
  path: '/admin/settings',
  needs: 'admin',
  summary:
    'What is set for the whole installation, and what of it the environment fixes. For administrators.',
  answer: heldSettings,
  handle: allSettings,
})

export const patchSettings = endpoint({
  method: 'PATCH',
  path: '/admin/settings',
  needs: 'admin',
  summary: 'Change what is set for the whole installation. What the environment fixes stays (`conflict`).',
  body: settingsChange,
  answer: heldSettings,
  handle: async (context, { body, client }) => {
    await changeSettings(context, body, client.address)
    return allSettings(context)
  },
})
