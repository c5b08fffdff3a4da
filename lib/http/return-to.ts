/**
 * Where to go after signing in: a path of this site, or the rooms.
 * Anything else could lead a person elsewhere.
 */
export const returnTo = (next: string | string[] | undefined): string =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) && !/[\r\n\t]/.test(next) ? next : '/rooms'
