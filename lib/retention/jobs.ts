import { every } from '#lib/jobs/kind.ts'
import { takeAllOld } from './take.ts'

export const retentionJobs = [
  every(3_600_000, { name: 'retention.take', run: (world, _, { signal }) => takeAllOld(world, signal) }),
] as const
