import { AsyncLocalStorage } from 'node:async_hooks'
import type Database from 'better-sqlite3'
import { Fault } from '#lib/errors.ts'
import type { Queries } from './open.ts'

type PendingWrite = {
  body: (tx: Queries) => Promise<unknown>
  resolve: (value: never) => void
  reject: (error: unknown) => void
  outcome?: { value: unknown } | { error: unknown }
  afterCommit: (() => void)[]
}

/** Bounds how long one turn may hold the event loop. */
const atOnce = 200

/**
 * SQLite's write door: all writes asked for in one turn of the event loop share one transaction,
 * each inside a savepoint of its own, and are answered after the commit. One sync of the log serves
 * them all; one that fails undoes only itself. `committed` is called with each commit, before anybody is
 * answered.
 */
export function groupCommit(handle: Database.Database, tx: Queries, committed: () => void) {
  const run = (sql: string) => {
    const statement = handle.prepare(sql)
    return () => statement.run()
  }
  const begin = run('begin immediate')
  const commit = run('commit')
  const rollback = run('rollback')
  const savepoint = run('savepoint write')
  const release = run('release write')
  const undo = run('rollback to write')

  const inside = new AsyncLocalStorage<PendingWrite>()
  const waiting: PendingWrite[] = []
  let working: Promise<void> | undefined

  async function perform(write: PendingWrite) {
    savepoint()
    try {
      write.outcome = { value: await inside.run(write, () => write.body(tx)) }
    } catch (error) {
      // A full disk undoes the whole transaction: there is no savepoint left to go back to.
      if (!handle.inTransaction) throw error
      undo()
      write.outcome = { error }
    }
    release()
  }

  async function drain() {
    const writes = waiting.splice(0, atOnce)
    try {
      begin()
      for (const write of writes) await perform(write)
      commit()
      committed()
    } catch (error) {
      if (handle.inTransaction) rollback()
      for (const write of writes) write.outcome = { error }
    }
    for (const { outcome, resolve, reject, afterCommit } of writes) {
      if (outcome && 'value' in outcome) {
        resolve(outcome.value as never)
        for (const heard of afterCommit) heard()
      } else reject(outcome?.error)
    }
  }

  async function work() {
    while (waiting.length > 0) {
      await new Promise((turn) => setImmediate(turn))
      await drain()
    }
    working = undefined
  }

  return {
    write: <T>(body: (tx: Queries) => Promise<T>): Promise<T> => {
      if (inside.getStore()) throw new Fault('A write inside a write: hand the outer one down instead.')
      return new Promise<T>((resolve, reject) => {
        waiting.push({ body, resolve, reject, afterCommit: [] })
        working ??= work()
      })
    },
    afterCommit: (heard: () => void) => {
      const write = inside.getStore()
      if (!write) throw new Fault('There is no write whose commit could be waited for.')
      write.afterCommit.push(heard)
    },
    idle: async () => {
      await working
    },
  }
}
