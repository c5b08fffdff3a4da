import { executeQuickly } from './execute-quickly.ts'
import type { Queries } from './open.ts'
import { rowMapper } from './row-mapper.ts'

/**
 * A query of the hot path, built once for each handle and kept prepared, with what makes objects
 * of its rows. On SQLite a handle lives as long as the process; on Postgres a transaction's handle
 * is new each time, and so is its statement.
 */
export function statement<S extends object>(build: (on: Queries) => S): (on: Queries) => S {
  const kept = new WeakMap<Queries, S>()
  return (on) => {
    let prepared = kept.get(on)
    if (!prepared) {
      prepared = build(on)
      mapQuickly(prepared)
      kept.set(on, prepared)
    }
    return prepared
  }
}

/** What drizzle's prepared queries of both databases have, and do not tell in their types. */
type Mapped = Parameters<typeof executeQuickly>[0] & {
  fields?: Parameters<typeof rowMapper>[0]
  joinsNotNullableMap?: Parameters<typeof rowMapper>[1]
  customResultMapper?: ReturnType<typeof rowMapper>
}

function mapQuickly(prepared: Mapped) {
  if (prepared.customResultMapper) return
  if (!prepared.fields) return executeQuickly(prepared, null)
  const mapper = rowMapper(prepared.fields, prepared.joinsNotNullableMap)
  if (!mapper) return
  prepared.customResultMapper = mapper
  executeQuickly(prepared, mapper)
}
