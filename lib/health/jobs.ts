import { every } from '#lib/jobs/kind.ts'
import { noteSpace } from './free-space.ts'

export const healthJobs = [
  every(3_600_000, {
    name: 'health.space',
    run: ({ env, now }) => noteSpace(env.DATA_DIR, now()),
  }),
] as const
