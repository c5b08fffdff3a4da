import { z } from 'zod'
import { endpoint } from '#lib/http/endpoint.ts'
import { id, page } from '#lib/http/schema.ts'
import { changeAccount, endAllSessions } from './administration.ts'
import { accountOf, allAccounts } from './all-accounts.ts'
import { account, accountChange, accountQuery } from './schema.ts'

export const listAccounts = endpoint({
  method: 'GET',
  path: '/admin/users',
  needs: 'admin',
  summary: 'All accounts, by name. For administrators.',
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

export const deleteSessionsOf = endpoint({
  method: 'DELETE',
  path: '/admin/users/{userId}/sessions',
  needs: 'admin',
  summary: 'Sign somebody out everywhere. For administrators.',
  params: z.object({ userId: id }),
  handle: (context, { params, client }) => endAllSessions(context, params.userId, client.address),
})
