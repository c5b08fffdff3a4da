import { join } from 'node:path'

/** Processes start in the project's folder; module paths would point into the build. */
export const migrationsFolder = join(process.cwd(), 'drizzle')
