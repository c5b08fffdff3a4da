/** What a person can be; a bot is none. */
export const personRoles = ['admin', 'member', 'guest'] as const
