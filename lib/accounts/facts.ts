import type { Person } from './schema.ts'

export type AccountFacts = {
  /** Others see them differently now. */
  'profile.changed': { person: Person }
  /** Somebody has signed in. */
  'session.started': { sessionId: string; userId: string }
  'session.ended': { sessionId: string; userId: string; reason: 'signed_out' | 'revoked' | 'deactivated' }
  /** They may do more or less in the whole installation now. */
  'role.changed': { userId: string }
}
