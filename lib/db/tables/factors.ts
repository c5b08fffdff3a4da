import { index, integer, json, primaryKey, table, text, time } from '../columns.ts'
import { users } from './accounts.ts'

const ownerId = () =>
  text()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })

/** The app that makes somebody's codes (TOTP, RFC 6238). */
export const authenticators = table('authenticators', {
  userId: ownerId().primaryKey(),
  /** Sealed with what is derived from AUTH_SECRET. */
  secret: text().notNull(),
  /** When a first code proved that the app has the secret; until then no code is asked for. */
  confirmedAt: time(),
  /** Of the newest code that was taken: neither it nor an older one is good again. */
  lastStep: integer().notNull().default(0),
  /** Wrong codes since the last good one. */
  failures: integer().notNull().default(0),
})

/** What opens the account, once each, where the app is lost. */
export const recoveryCodes = table(
  'recovery_codes',
  { userId: ownerId(), codeHash: text().notNull(), usedAt: time() },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
)

/** Sign-ins that wait for their code, after the right password. */
export const signInChallenges = table(
  'sign_in_challenges',
  {
    tokenHash: text().primaryKey(),
    userId: ownerId(),
    /** A hash of what the password was: with another one the sign-in begins anew. */
    proof: text().notNull(),
    tries: integer().notNull().default(0),
    expiresAt: time().notNull(),
  },
  (t) => [index('sign_in_challenges_user').on(t.userId)],
)

/** What signs somebody in without a password (WebAuthn): the public half of what their devices hold. */
export const passkeys = table(
  'passkeys',
  {
    id: text().primaryKey(),
    userId: ownerId(),
    /** What the authenticator calls it. */
    credentialId: text().notNull().unique(),
    publicKey: text().notNull(),
    /** How often it says it was used, up to 32 bits; 0 for those that do not count. */
    counter: time().notNull(),
    transports: json().$type<string[]>().notNull(),
    /** "" for one that has none. */
    name: text().notNull(),
    createdAt: time().notNull(),
    lastUsedAt: time(),
  },
  (t) => [index('passkeys_user').on(t.userId)],
)

/** Challenges that a passkey answered, until they would be over anyway: none is answered twice. */
export const spentChallenges = table('spent_challenges', {
  hash: text().primaryKey(),
  expiresAt: time().notNull(),
})
