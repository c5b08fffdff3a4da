import type { Queries } from './open.ts'

/**
 * A query of the hot path, built once for each handle and kept prepared. On SQLite a handle lives as long as
 * the process; on Postgres a transaction's handle is new each time, and so is its statement.
 */
export function statement<S>(build: (on: Queries) => S): (on: Queries) => S {
  const kept = new WeakMap<Queries, S>()
  return (on) => {
    let prepared = kept.get(on)
    if (!prepared) {
      prepared = build(on)
      kept.set(on, prepared)
    }
    return prepared
  }
}
