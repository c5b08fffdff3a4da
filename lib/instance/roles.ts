import type { InstanceRole } from './schema.ts'

/** What a person can be, from most to least; a bot is none. */
export const personRoles = ['admin', 'member', 'guest'] as const satisfies InstanceRole[]
export type PersonRole = (typeof personRoles)[number]

export const isPerson = (who: { role: InstanceRole }): who is { role: PersonRole } => who.role !== 'bot'

/** What somebody is who came by the guest link of a room. */
export const guestRole = 'guest' satisfies InstanceRole

/** What anybody can be. */
export const allRoles = [...personRoles, 'bot'] as const satisfies InstanceRole[]

/** Who is here in their own right: guests and bots are where others brought them. */
export const ownRoles = ['admin', 'member'] as const satisfies InstanceRole[]
