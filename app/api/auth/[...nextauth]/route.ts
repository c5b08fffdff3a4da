import NextAuth from 'next-auth'
import { authOptions } from '#lib/auth/next-auth.ts'

type RouteContext = { params: Promise<{ nextauth: string[] }> }

const handle = (request: Request, context: RouteContext): Promise<Response> =>
  NextAuth(request as never, context as never, authOptions(request)) as Promise<Response>

export { handle as GET, handle as POST }
