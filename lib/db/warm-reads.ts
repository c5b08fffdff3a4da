import type Database from 'better-sqlite3'

/**
 * From now on what is read on `reader` borrows the writer's connection while nothing is being
 * written: it has its pages at hand, where another connection forgets its own with every commit.
 * During a write the reader's own connection shows what was committed before. A statement that
 * changes something is refused by the reader.
 */
export function readWarm(reader: Database.Database, writer: Database.Database): void {
  const prepare = reader.prepare.bind(reader)
  reader.prepare = ((query: string) => {
    let isRaw = false
    const made = new Map<Database.Database, Database.Statement>()
    const on = (handle: Database.Database) => {
      let statement = made.get(handle)
      if (!statement) {
        statement = handle === reader ? prepare(query) : handle.prepare(query)
        if (isRaw) statement.raw()
        made.set(handle, statement)
      }
      return statement
    }
    const best = () => {
      if (writer.inTransaction) return on(reader)
      const borrowed = on(writer)
      return borrowed.readonly ? borrowed : on(reader)
    }
    const statement = {
      run: (...values: unknown[]) => on(reader).run(...values),
      get: (...values: unknown[]) => best().get(...values),
      all: (...values: unknown[]) => best().all(...values),
      raw: () => {
        if (!isRaw) for (const one of made.values()) one.raw()
        isRaw = true
        return statement
      },
    }
    return statement
  }) as unknown as typeof reader.prepare
}
