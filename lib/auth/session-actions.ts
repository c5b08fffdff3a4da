/** Of next-auth, what the pages use: the methods of each path. The rest of it is not served. */
export const sessionActions: Record<string, readonly string[] | undefined> = {
  '/api/auth/csrf': ['GET'],
  '/api/auth/session': ['GET'],
  '/api/auth/callback/credentials': ['POST'],
  '/api/auth/callback/visit': ['POST'],
  '/api/auth/signout': ['POST'],
}
