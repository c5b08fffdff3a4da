import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { openSession, sessionLifeMs, viewerOf } from '#lib/accounts/sessions.ts'
import { guestEntry } from '#lib/guests/schema.ts'
import { visit } from '#lib/guests/visits.ts'
import { parsed } from '#lib/http/parse.ts'
import { services } from '#lib/services.ts'
import { isSecure } from './cookies.ts'
import { endSession } from './end-session.ts'
import { addressHeader, sessionCookie } from './identify.ts'
import { whoEnters } from './who-enters.ts'

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
        credentials: { email: {}, password: {}, challenge: {}, code: {}, passkey: {} },
        authorize: (given) => {
          const enter = async () => {
            const header = (name: string) => request.headers.get(name) ?? undefined
            const { user, proof } = await whoEnters(world, given, header, client.address)
            const session = { userId: user.id, kind: 'browser', ...client } as const
            const { id } = await openSession(world, session, proof)
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
