import { every } from '#lib/jobs/kind.ts'
import { purgeAvatars } from './purge.ts'

export const avatarJobs = [
  every(600_000, { name: 'avatars.purge', run: (world, _, { signal }) => purgeAvatars(world, signal) }),
] as const
