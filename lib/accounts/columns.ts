import { users } from '#lib/db/schema.ts'

/** What others see of somebody, for any statement that has `users` in it. */
export const personColumns = { id: users.id, name: users.name, avatarUrl: users.avatarUrl }
