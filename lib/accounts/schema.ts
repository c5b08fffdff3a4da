import { z } from 'zod'
import { id, line, paging, paragraph, time } from '#lib/http/schema.ts'
import { personRoles } from '#lib/instance/roles.ts'
import { type InstanceRole, instanceRole } from '#lib/instance/schema.ts'
import { allowed, longestPassword } from '#lib/limits.ts'
import { about, aboutChange } from './about/schema.ts'
import { sameEmail } from './same-email.ts'
import { factorCode, secondStep } from './two-factor/schema.ts'

export const email = z.string().overwrite(sameEmail).pipe(z.email('invalid.email').max(254))

/**
 * What is allowed is set when the server starts, after this file was read: so
 * it is looked up when it is first needed.
 */
const userName = z.lazy(() => line(allowed().userNameChars))

/** Guests give one, and nothing else. */
export const guestName = userName

const newPassword = z.lazy(() => {
  const { min, max } = allowed().passwordChars
  return z.string().min(min, 'invalid.passwordShort').max(max, 'invalid.passwordLong')
})

/** Any password that may have been set; only its match matters. */
const ownPassword = z.string().min(1, 'invalid.passwordMissing').max(longestPassword)

export const registration = z.object({
  email,
  name: userName,
  password: newPassword,
  invite: z.string().max(200).optional(),
})
export const credentials = z.object({ email, password: ownPassword })
export const forgotten = z.object({ email })
/** What signs somebody in: what they know, or the second half of it. */
export const signIn = z.union([secondStep, credentials])
export const refresh = z.object({
  refreshToken: z
    .string()
    .max(200)
    .regex(/^[\w.-]+$/, 'invalid.refreshToken'),
})

export const profileChange = z
  .object({ name: userName, email, password: newPassword, currentPassword: ownPassword })
  .partial()
  .extend(aboutChange.shape)
  .refine(({ email, password, currentPassword }) => !(email ?? password) || currentPassword !== undefined, {
    path: ['currentPassword'],
    message: 'invalid.currentPassword',
  })

/** What proves once more who somebody is: their password, or a code of whoever has none. */
export const ownProof = z.object({ password: ownPassword, code: factorCode }).partial()

/** What proves that somebody means it: the password, or the email of whoever has none, and a code with it. */
export const ownDeletion = z.object({ password: ownPassword, email, code: factorCode }).partial()

/** A person as others see them. */
export const person = z.object({ id, name: z.string(), avatarUrl: z.string().nullable() })
/** A person as they see themselves. */
export const profile = person.extend({
  email: z.string(),
  /** Whether somebody is known to read what comes there. */
  emailVerified: z.boolean(),
  role: instanceRole,
  createdAt: time,
})

/** The same, with what they tell of themselves. */
export const ownProfile = profile.extend(about.shape)
/** A person as those who may know them see them when they ask. */
export const personDetails = person.extend(about.shape)

export const tokenPair = z.object({
  user: profile,
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresInMs: z.number().int(),
})

export const session = z.object({
  id,
  kind: z.enum(['browser', 'program']),
  userAgent: z.string(),
  address: z.string(),
  /** Of the address: two letters (ISO 3166-1), null where it is not known, as in one's own network. */
  country: z.string().nullable(),
  createdAt: time,
  lastSeenAt: time,
  current: z.boolean(),
})

/** An account as administrators see it. */
export const account = person.omit({ avatarUrl: true }).extend({
  email: z.string(),
  emailVerified: z.boolean(),
  role: instanceRole,
  state: z.enum(['active', 'deactivated']),
  createdAt: time,
  /** When a session of theirs was last used; null for who never came. */
  lastSeenAt: time.nullable(),
  /** Whether they have more than a password: an app whose codes are asked for, or a passkey. */
  twoFactor: z.boolean(),
  sessionCount: z.number().int(),
  /** What the files take that they sent. */
  storageBytes: z.number().int(),
})
export const accountQuery = paging.extend({
  query: paragraph(80).default(''),
  role: instanceRole.optional(),
  state: z.enum(['active', 'deactivated', 'all']).default('all'),
  sort: z.enum(['name', 'createdAt', 'lastSeenAt']).default('name'),
  order: z.enum(['asc', 'desc']).default('asc'),
})
/** No person is a bot, so nobody is made one. */
const personRole = z.enum(personRoles)
export const newAccount = z.object({
  email,
  name: userName,
  role: personRole.default('member'),
  /** Whether they get a link by mail, too. */
  mail: z.boolean().optional(),
})
/** A link by which a password is set, once. */
export const resetLink = z.object({ link: z.string(), expiresAt: time })
export const byLink = z.object({ token: z.string().min(1).max(200) })
export const passwordByLink = z.object({ token: z.string().min(1).max(200), password: newPassword })
export const accountChange = z
  .object({ role: personRole, state: account.shape.state, name: userName })
  .partial()

export const personQuery = z.object({ query: paragraph(80).default('') })

/** What a token may be given to do. */
export type Scope = 'read' | 'write' | 'rooms' | 'call' | 'admin'
/**
 * What an endpoint, an action or a command needs of whoever uses it. `account`, one's
 * own password and sessions, is for no token, and `session` is for guests of a room too.
 */
export type Need = Scope | 'account' | 'session'

type Known = { userId: string; name: string; avatarUrl: string | null; role: InstanceRole }

/** Somebody who signed in. A guest came by the link into one room, and has no other. */
export type SessionViewer = Known & {
  sessionId: string
  /** A second factor is required here, and they have none: until then they do nothing else. */
  mustSetUp?: boolean
} & ({ kind: 'browser' | 'program' } | { kind: 'guest'; roomId: string })
/** A program with a token of its person's, or a bot with its own. */
type TokenViewer = Known & { kind: 'token' | 'bot'; tokenId: string; scopes: readonly Scope[] }

/** Who is asking, and by what they came in. */
export type Viewer = SessionViewer | TokenViewer
export type { About, AboutChange, Status, StatusOf } from './about/schema.ts'
export { status, statusOf } from './about/schema.ts'
export type Registration = z.infer<typeof registration>
export type Credentials = z.infer<typeof credentials>
export type SignIn = z.infer<typeof signIn>
export type ProfileChange = z.infer<typeof profileChange>
export type OwnProof = z.infer<typeof ownProof>
export type OwnDeletion = z.infer<typeof ownDeletion>
export type Person = z.infer<typeof person>
export type Account = z.infer<typeof account>
export type AccountQuery = z.infer<typeof accountQuery>
export type NewAccount = z.infer<typeof newAccount>
/** Somebody who has an account and a link to set its first password. */
export type ExpectedPerson = Pick<Account, 'id' | 'name' | 'email'> & Pick<ResetLink, 'expiresAt'>
export type ResetLink = z.infer<typeof resetLink>
export type PasswordByLink = z.infer<typeof passwordByLink>
export type AccountChange = z.infer<typeof accountChange>
export type Profile = z.infer<typeof profile>
export type OwnProfile = z.infer<typeof ownProfile>
export type PersonDetails = z.infer<typeof personDetails>
export type TokenPair = z.infer<typeof tokenPair>
export type Session = z.infer<typeof session>
