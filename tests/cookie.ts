import { password as usual } from './password.ts'

/** Signs a browser in as the form does it; gives the answer with all its headers. */
export async function signInByForm(
  url: string,
  email: string,
  password = usual,
  cookie = '',
): Promise<Response> {
  const csrf = await fetch(`${url}/api/auth/csrf`)
  const jar = csrf.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  return fetch(`${url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: [...jar, cookie].filter(Boolean).join('; '), origin: url },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  })
}

/** The line that sets the session's cookie. */
export const sessionCookieOf = (signedIn: Response): string =>
  signedIn.headers.getSetCookie().find((cookie) => cookie.startsWith('rooms.session=')) ?? ''
