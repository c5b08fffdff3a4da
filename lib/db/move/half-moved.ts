import { Fault } from '#lib/errors.ts'

/** A table that is there as long as a database is filled from another one. */
export const markTable = 'half_moved'

/** Refuses a start on a database that has only a part of what it is to have. */
export function requireWhole(isMarked: boolean): void {
  if (isMarked)
    throw new Fault(
      'This database was not moved to its end. Run npm run move-database again, with DATABASE_URL of the old one: it goes on where it stopped.',
    )
}
