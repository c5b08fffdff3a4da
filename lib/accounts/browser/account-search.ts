import type { AccountQuery } from '#lib/accounts/schema.ts'
import { oneOf } from '#lib/http/browser/one-of.ts'
import { allRoles } from '#lib/instance/roles.ts'
import { cut } from '#lib/text/cut.ts'

/** Which accounts are listed and in which order, as it stands in the address of the page. */
export type AccountSearch = Pick<AccountQuery, 'query' | 'state' | 'sort' | 'order'> & {
  role: NonNullable<AccountQuery['role']> | 'all'
}

export const roles = ['all', ...allRoles] as const
export const states = ['all', 'active', 'deactivated'] as const
export const sorts = ['name', 'lastSeenAt', 'createdAt'] as const
const orders = ['asc', 'desc'] as const

export const accountSearchOf = (params: Record<string, unknown>): AccountSearch => ({
  query: typeof params.query === 'string' ? cut(params.query, 80) : '',
  role: oneOf(roles, params.role),
  state: oneOf(states, params.state),
  sort: oneOf(sorts, params.sort),
  order: oneOf(orders, params.order),
})

/** The same in the words of the API, without what is so anyway. */
export const accountWords = ({ query, role, state, sort, order }: AccountSearch) => ({
  ...(query.trim() && { query: query.trim() }),
  ...(role !== 'all' && { role }),
  ...(state !== 'all' && { state }),
  ...(sort !== 'name' && { sort }),
  ...(order !== 'asc' && { order }),
})

export const peopleHref = (search: AccountSearch): string => {
  const params = new URLSearchParams(accountWords(search)).toString()
  return params ? `/admin/people?${params}` : '/admin/people'
}
