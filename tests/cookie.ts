import { password as usual } from './password.ts'

/** Signs a browser in as the form does it; gives the answer with all its headers. */
export const signInByForm = (url: string, email: string, password = usual, cookie = ''): Promise<Response> =>
  signInAtDoor(url, 'credentials', { email, password }, cookie)

/** The same with another form: `visit` is that of guests. */
export async function signInAtDoor(
  url: string,
  door: 'credentials' | 'visit',
  given: Record<string, string>,
  cookie = '',
): Promise<Response> {
  const csrf = await fetch(`${url}/api/auth/csrf`)
  const jar = csrf.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  return fetch(`${url}/api/auth/callback/${door}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: [...jar, cookie].filter(Boolean).join('; '), origin: url },
    body: new URLSearchParams({ csrfToken, ...given, json: 'true' }),
  })
}

/** The line that sets the session's cookie. */
export const sessionCookieOf = (signedIn: Response): string =>
  signedIn.headers.getSetCookie().find((cookie) => cookie.startsWith('rooms.session=')) ?? ''
