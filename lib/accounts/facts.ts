import type { ErrorCode } from '#lib/errors.ts'
import type { InstanceRole, Settings } from '#lib/instance/schema.ts'
import type { Person, Status } from './schema.ts'

export type AccountFacts = {
  /** Somebody has an account now: noted by a write that is `oneAtATime`, as rooms are entered in it. */
  'account.made': { userId: string; role: InstanceRole }
  /**
   * There is no such account any more, and nobody has a session of it: whoever keeps something of this person
   * lets go of it. `messages`: what becomes of those they wrote.
   */
  'account.deleted': { userId: string; messages: Settings['deletedMessages'] }
  /** Others see them differently now. */
  'profile.changed': { person: Person }
  /**
   * Somebody tried to sign in, and did not. `account`: a mark of the email they named, which nobody can read;
   * of a code that was asked for after the password, whose sign-in it was; of a passkey, which one.
   */
  'signIn.refused': {
    with: 'password' | 'code' | 'passkey'
    account: string
    address: string
    code: ErrorCode
  }
  /** What they are at is another thing, or nothing they tell. */
  'status.changed': { userId: string; status: Status | null }
  /** Somebody has signed in. */
  'session.started': { sessionId: string; userId: string }
  /**
   * Their email is another one from this write on. It is stored as the last of it: rooms that somebody holds
   * wait for an account from the moment that its email changes, and sessions that end lock such rooms.
   */
  'email.changed': { userId: string; email: string; verifiedAt: number | null }
  /** Their email is the one before again; what was done since that moment may be somebody else's doing. */
  'email.kept': { userId: string; since: number }
  'session.ended': {
    sessionId: string
    userId: string
    reason: 'signed_out' | 'revoked' | 'deactivated' | 'guest_over'
  }
  /** Nobody signs in by it any more: whoever knows their other ways in may refuse that. */
  'passkey.removed': { userId: string }
  /** They have to set up a second factor before anything else. */
  'factor.missing': { userId: string }
  /** They may do more or less in the whole installation now. */
  'role.changed': { userId: string }
}
