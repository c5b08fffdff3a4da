import type { z } from 'zod'
import type { Issue } from '#lib/errors.ts'

/** What zod found wrong, as the contract tells it: `path` joined by dots. */
export const issuesOf = (error: z.ZodError): Issue[] =>
  error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
