import type { Person, Viewer } from './schema.ts'

/** Somebody signed in, as others see them. */
export const personOf = ({
  userId,
  name,
  avatarUrl,
}: Pick<Viewer, 'userId' | 'name' | 'avatarUrl'>): Person => ({
  id: userId,
  name,
  avatarUrl,
})
