import type { users } from '#lib/db/schema.ts'
import { isoTime } from '#lib/iso-time.ts'
import type { Person, Profile } from './schema.ts'

type User = typeof users.$inferSelect

export const presentPerson = (user: Pick<User, 'id' | 'name' | 'avatarUrl'>): Person => ({
  id: user.id,
  name: user.name,
  avatarUrl: user.avatarUrl,
})

/** What a guest of a room has in the place of an email is none, and nobody's business. */
export const emailOf = ({ email, guestOf }: Pick<User, 'email' | 'guestOf'>): string =>
  guestOf === null ? email : ''

export const presentProfile = (user: User): Profile => ({
  ...presentPerson(user),
  email: emailOf(user),
  emailVerified: user.emailVerifiedAt !== null,
  role: user.role,
  createdAt: isoTime(user.createdAt),
})
