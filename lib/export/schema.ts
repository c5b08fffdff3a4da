import { z } from 'zod'

export const exportQuery = z.object({ format: z.enum(['json', 'html']).default('json') })

export type ExportFormat = z.infer<typeof exportQuery>['format']
