import { Refusal } from '#lib/errors.ts'
import type { Need, Scope, SessionViewer, Viewer } from './schema.ts'

export const hasSession = (viewer: Viewer): viewer is SessionViewer => 'sessionId' in viewer

/**
 * The id of the session or the token somebody came in by. What hangs on it, as a
 * socket or a seat in a call, ends with it.
 */
export const credentialOf = (viewer: Viewer): string =>
  hasSession(viewer) ? viewer.sessionId : viewer.tokenId

/** Whether they came by the guest link of a room: they are in that one and in no other, and end with it. */
export const isGuestOfRoom = (viewer: Viewer): viewer is Extract<Viewer, { kind: 'guest' }> =>
  viewer.kind === 'guest'

/** Whoever that is, once it is known whose guest. */
export const asGuest = (known: Omit<SessionViewer, 'kind' | 'roomId'>, roomId: string): SessionViewer => ({
  ...known,
  kind: 'guest',
  roomId,
})

/**
 * Whether somebody may do this by what they came in by; what they are in a
 * room or the instance is another question.
 */
export function mayUse(viewer: Viewer, need: Need): boolean {
  switch (viewer.kind) {
    case 'browser':
    case 'program':
      return !viewer.mustSetUp || !isScope(need)
    case 'guest':
      return need !== 'admin' && need !== 'account'
    case 'token':
    case 'bot':
      return isScope(need) && viewer.scopes.includes(need)
  }
}

/** What a token may have been given; the rest is for sessions. */
const isScope = (need: Need): need is Scope => need !== 'account' && need !== 'session'

/** Refuses (`forbidden`), naming the scope. Asked at each door, before anything is read of what is asked. */
export function requireUse(viewer: Viewer, need: Need): void {
  if (mayUse(viewer, need)) return
  if (hasSession(viewer) && viewer.mustSetUp) throw new Refusal('forbidden', 'accounts.setUpTwoFactor')
  if (hasSession(viewer)) throw new Refusal('forbidden', 'accounts.guest')
  if (!isScope(need)) throw new Refusal('forbidden', 'accounts.tokenOnly')
  throw new Refusal('forbidden', 'accounts.scope', { scope: need })
}
