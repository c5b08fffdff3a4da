import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '#lib/errors.ts'

/** Processes start in the project's folder; module paths would point into the build. */
export const migrationsFolder = join(process.cwd(), 'drizzle')

/**
 * Refuses a database that a newer version has been at: this one would misread its tables. `last`: when its
 * last migration was made, in ms.
 */
export function requireKnown(dialect: 'sqlite' | 'postgres', last: number | null): void {
  const { entries } = JSON.parse(readFileSync(join(migrationsFolder, dialect, 'meta/_journal.json'), 'utf8'))
  const known = Math.max(...entries.map(({ when }: { when: number }) => when))
  if (last !== null && last > known)
    throw new Fault(
      'This database was used by a newer version of Rooms. Start that version again, or restore a backup made before it.',
    )
}
