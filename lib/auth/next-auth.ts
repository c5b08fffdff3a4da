import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { signIn as asked } from '#lib/accounts/schema.ts'
import { openSession, sessionLifeMs, viewerOf } from '#lib/accounts/sessions.ts'
import { signIn } from '#lib/accounts/sign-in.ts'
import { Refusal } from '#lib/errors.ts'
import { guestEntry } from '#lib/guests/schema.ts'
import { visit } from '#lib/guests/visits.ts'
import { parsed } from '#lib/http/parse.ts'
import { services } from '#lib/services.ts'
import { isSecure } from './cookies.ts'
import { deviceOf } from './device.ts'
import { endSession } from './end-session.ts'
import { addressHeader, sessionCookie } from './identify.ts'

/**
 * How a browser signs in and out: next-auth holds the cookie, and the session's row
 * decides whether it is still good. Of what fails in here next-auth keeps no more than
 * words, or nothing; `failed` is told all of it. `entered`: whose browser it is now.
 */
export function authOptions(
  request: Request,
  { failed, entered }: { failed: (error: unknown) => void; entered: (email: string) => void },
): NextAuthOptions {
  const { world, secret } = services()
  const client = {
    userAgent: request.headers.get('user-agent') ?? '',
    address: request.headers.get(addressHeader) ?? '',
    languages: request.headers.get('accept-language') ?? '',
  }
  const telling = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      failed(error)
      throw error
    })
  return {
    secret,
    session: { strategy: 'jwt', maxAge: sessionLifeMs / 1000 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    cookies: {
      sessionToken: {
        name: sessionCookie,
        options: {
          httpOnly: true,
          sameSite: 'lax',
          path: '/',
          secure: isSecure(request),
        },
      },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {}, challenge: {}, code: {} },
        authorize: (given) => {
          const enter = async () => {
            const person = asked.safeParse(given)
            if (!person.success) throw new Refusal('invalid_input', 'accounts.credentialsMissing')
            const cookies = request.headers.get('cookie') ?? undefined
            // Only who knows the password answers a challenge.
            const device = 'email' in person.data ? deviceOf(world, cookies, person.data.email) : null
            const user = await signIn(world, person.data, client.address, device)
            const { id } = await openSession(world, { userId: user.id, kind: 'browser', ...client })
            entered(user.email)
            return { id: user.id, sid: id }
          }
          return telling(enter())
        },
      }),
      CredentialsProvider({
        id: 'visit',
        credentials: { token: {}, name: {} },
        authorize: (given) => {
          const enter = async () => {
            const entry = parsed(guestEntry, { token: given?.token, name: given?.name }, 'http.formInput')
            const { user, session } = await visit(world, entry, client, 'browser')
            return { id: user.id, sid: session.id }
          }
          return telling(enter())
        },
      }),
    ],
    callbacks: {
      // Pages go on by themselves; whatever a caller names here is not looked at.
      redirect: ({ baseUrl }) => baseUrl,
      jwt: async ({ token, user }) => {
        if (user && 'sid' in user) return { sub: user.id, sid: user.sid }
        // Throwing is how this version is told that a session has
        // ended: it answers null and clears the cookie.
        if (!(await telling(viewerOf(world, String(token.sid))))) throw new Error('The session has ended')
        return token
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === 'string') await telling(endSession(world, token.sid))
      },
    },
    // What fails is told by whoever answers; the rest is what callers send.
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  }
}
