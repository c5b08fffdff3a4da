import { readFileSync } from 'node:fs'
import { bodyOf, type Http, http } from '../program.ts'
import { type Credentials, logIn } from './ask.ts'

/** What leads in, as far as somebody gave it. */
export type Given = {
  admin?: Credentials | undefined
  adminToken?: string | undefined
  /** A file with the cookies of a browser in which an administrator is signed in, as Playwright keeps it. */
  storageState?: string | undefined
  invitation?: string | undefined
}

export const hasAdministrator = ({ admin, adminToken, storageState }: Given): boolean =>
  Boolean(admin ?? adminToken ?? storageState)

/**
 * Asks as an administrator, and leaves no session behind that was begun for it. Throws where what was given
 * is no good.
 */
export async function asAdministrator<T>(
  url: string,
  given: Given,
  body: (ask: Http) => Promise<T>,
): Promise<T> {
  if (given.admin) {
    const { http: ask } = await logIn(url, given.admin)
    return body(ask).finally(() => ask('POST', '/auth/logout', {}))
  }
  if (given.adminToken) return body(http(url, given.adminToken))
  if (given.storageState) return body(withCookies(url, given.storageState))
  throw new Error('Nobody said who administers this instance')
}

/** Whether it leads in. */
export const tryAdministrator = (url: string, given: Given): Promise<unknown> =>
  asAdministrator(url, given, async (ask) =>
    bodyOf('Asking as an administrator', await ask('GET', '/admin/users?limit=1')),
  )

function withCookies(url: string, file: string): Http {
  const { cookies } = JSON.parse(readFileSync(file, 'utf8')) as {
    cookies: { name: string; value: string; domain: string }[]
  }
  const own = cookies.filter(({ domain }) => new URL(url).hostname.endsWith(domain.replace(/^\./, '')))
  const headers = { cookie: own.map(({ name, value }) => `${name}=${value}`).join('; '), origin: url }
  return (method, path, body, more) => http(url)(method, path, body, { ...headers, ...more })
}
