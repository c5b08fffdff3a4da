import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { authenticate } from '#lib/accounts/operations.ts'
import { credentials } from '#lib/accounts/schema.ts'
import { openSession, sessionLifeMs, viewerOf } from '#lib/accounts/sessions.ts'
import { asRefusal } from '#lib/errors.ts'
import { services } from '#lib/services.ts'
import { endSession } from './end-session.ts'
import { addressHeader, sessionCookie } from './identify.ts'

/** How a browser signs in and out: next-auth holds the cookie, and the session's row decides whether it is still good. */
export function authOptions(request: Request): NextAuthOptions {
  const { world, secret, log } = services()
  const client = {
    userAgent: request.headers.get('user-agent') ?? '',
    address: request.headers.get(addressHeader) ?? '',
  }
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
          secure: request.headers.get('x-forwarded-proto') === 'https',
        },
      },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: async (given) => {
          const checked = credentials.safeParse(given)
          if (!checked.success) throw new Error('Enter your email and your password.')
          try {
            const user = await authenticate(world, checked.data, client.address)
            const { id } = await openSession(world, { userId: user.id, kind: 'browser', ...client })
            return { id: user.id, sid: id }
          } catch (error) {
            // The words reach the sign-in form through the error of next-auth's answer.
            throw new Error(asRefusal(error).message)
          }
        },
      }),
    ],
    callbacks: {
      jwt: async ({ token, user }) => {
        if (user && 'sid' in user) return { sub: user.id, sid: user.sid }
        // Throwing is how this version is told that a session has ended: it answers null and clears the cookie.
        if (!(await viewerOf(world, String(token.sid)))) throw new Error('The session has ended')
        return token
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === 'string') await endSession(world, token.sid)
      },
    },
    logger: {
      error: (code, details) => {
        if (code !== 'JWT_SESSION_ERROR') log.warn({ code, details }, 'sign-in trouble')
      },
      warn: () => undefined,
      debug: () => undefined,
    },
  }
}
