import { dialect } from './dialect.ts'

type Lockable = { for: (strength: 'update', how: { skipLocked: true }) => unknown }

/**
 * The rows of a query that no other transaction has locked, locked for this one: so several processes take
 * from one table without waiting for each other. SQLite has one writer at a time, and nobody else can be
 * taking there.
 */
export function skipLocked<Q extends Lockable>(query: Q): Q {
  if (dialect === 'postgres') query.for('update', { skipLocked: true })
  return query
}
