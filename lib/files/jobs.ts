import { every } from '#lib/jobs/kind.ts'
import { purgeFiles } from './purge.ts'

export const fileJobs = [
  every(60_000, { name: 'files.purge', run: (world, _, { signal }) => purgeFiles(world, signal) }),
] as const
