import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '#lib/errors.ts'

type Dialect = 'sqlite' | 'postgres'

/** Processes start in the project's folder; module paths would point into the build. */
export const migrationsFolder = join(process.cwd(), 'drizzle')

/**
 * Refuses a database that a newer version has been at: this one would misread its tables. `last`: when its
 * last migration was made, in ms.
 */
export function requireKnown(dialect: Dialect, last: number | null): void {
  if (last !== null && last > newest(dialect))
    throw new Fault(
      'This database was used by a newer version of Rooms. Start that version again, or restore a backup made before it.',
    )
}

/** Whether a database whose last migration is this one will be changed when it is opened. */
export const isBehind = (dialect: Dialect, last: number | null): boolean =>
  last !== null && last < newest(dialect)

function newest(dialect: Dialect): number {
  const { entries } = JSON.parse(readFileSync(join(migrationsFolder, dialect, 'meta/_journal.json'), 'utf8'))
  return Math.max(...entries.map(({ when }: { when: number }) => when))
}
