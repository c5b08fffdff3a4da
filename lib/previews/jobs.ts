import { every } from '#lib/jobs/kind.ts'
import { purgePreviews } from './purge.ts'

export const previewJobs = [every(600_000, { name: 'previews.purge', run: purgePreviews })] as const
