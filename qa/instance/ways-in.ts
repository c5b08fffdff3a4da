import { readFileSync } from 'node:fs'
import { bodyOf, type Http, http } from '../program.ts'
import { type Credentials, type Instance, logIn, patiently } from './ask.ts'

/** How accounts are made here, as it is told in the summary; or why none can be made. */
export type WayIn = { told: string; make: (who: Credentials & { name: string }) => Promise<void> }
export type NoWayIn = { reason: string }

type Given = {
  admin?: Credentials | undefined
  adminToken?: string | undefined
  /** A file with the cookies of a browser in which an administrator is signed in, as Playwright keeps it. */
  storageState?: string | undefined
  invitation?: string | undefined
}

/** What somebody was given comes first; then what the instance gives everybody. */
export async function wayInto(instance: Instance, given: Given): Promise<WayIn | NoWayIn> {
  if (instance.isNew)
    return {
      reason: 'nobody has an account here yet, and the first one would be the administrator’s: make it',
    }
  const admin = await administrator(instance.url, given)
  if (admin)
    return { told: 'accounts made by an administrator', make: (who) => byAdmin(instance.url, admin, who) }
  const invite = given.invitation?.split('/').at(-1)
  if (invite && instance.registration !== 'closed')
    return {
      told: 'accounts made with an invitation',
      make: (who) => register(instance.url, { ...who, invite }),
    }
  if (instance.registration === 'open')
    return { told: 'accounts made by registering', make: (who) => register(instance.url, who) }
  const other = 'QA_ADMIN_EMAIL and QA_ADMIN_PASSWORD, or QA_STORAGE_STATE'
  return instance.registration === 'closed'
    ? { reason: `registration is closed here: give ${other}` }
    : { reason: `accounts are made by invitation here: give QA_INVITATION, ${other}` }
}

/** An administrator's way to ask, if one was given. Throws where it is no good. */
export async function administrator(url: string, given: Given): Promise<Http | null> {
  const ask = await someAdministrator(url, given)
  if (ask) bodyOf('Asking as an administrator', await ask('GET', '/admin/users?limit=1'))
  return ask
}

async function someAdministrator(url: string, given: Given): Promise<Http | null> {
  if (given.admin) return (await logIn(url, given.admin)).http
  if (given.adminToken) return http(url, given.adminToken)
  if (!given.storageState) return null
  const { cookies } = JSON.parse(readFileSync(given.storageState, 'utf8')) as {
    cookies: { name: string; value: string; domain: string }[]
  }
  const own = cookies.filter(({ domain }) => new URL(url).hostname.endsWith(domain.replace(/^\./, '')))
  const headers = { cookie: own.map(({ name, value }) => `${name}=${value}`).join('; '), origin: url }
  return (method, path, body, more) => http(url)(method, path, body, { ...headers, ...more })
}

const register = async (url: string, who: object) =>
  void bodyOf('Registering', await patiently(() => http(url)('POST', '/auth/register', who)))

async function byAdmin(url: string, admin: Http, { email, name, password }: Credentials & { name: string }) {
  const asked = await patiently(() => admin('POST', '/admin/users', { email, name, role: 'member' }))
  const { link } = bodyOf<{ link: string }>('Making an account', asked)
  const token = link.split('/').at(-1)
  bodyOf('Setting a password', await http(url)('POST', '/auth/reset', { token, password }))
}
