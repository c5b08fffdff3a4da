import type { InstanceRole } from './schema.ts'

/** What a person can be, from most to least; a bot is none. */
export const personRoles = ['admin', 'member', 'guest'] as const satisfies InstanceRole[]
export type PersonRole = (typeof personRoles)[number]

export const isPerson = (who: { role: InstanceRole }): who is { role: PersonRole } => who.role !== 'bot'

/** What anybody can be. */
export const allRoles = [...personRoles, 'bot'] as const satisfies InstanceRole[]
