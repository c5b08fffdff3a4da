import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { joinPartsOf } from './join-parts.ts'

test('what was written in many parts becomes one, in steps, and what is found stays', () => {
  const handle = new Database(':memory:')
  handle.exec(`create virtual table words using fts5(held, content='', contentless_delete=1, detail=none);
    insert into words (words, rank) values ('automerge', 0), ('usermerge', 2)`)
  const insert = handle.prepare('insert into words (rowid, held) values (?, ?)')
  const write = (from: number, to: number) => {
    for (let at = from; at < to; at++) insert.run(at, `w${at % 7} own${at} ${'x'.repeat(at % 50)}`)
  }
  // Small parts and a large one.
  handle.transaction(write)(0, 20_000)
  for (let at = 20_000; at < 20_010; at++) write(at, at + 1)
  handle.exec('delete from words where rowid in (7, 20007)')
  // The lowest bits of a page's number are its place in its part (https://sqlite.org/fts5.html).
  const parts = () =>
    handle.prepare('select count(distinct id >> 37) from words_data where id > 10').pluck().get()
  const found = () => handle.prepare("select rowid from words where words match 'w0'").pluck().all()
  const before = found()
  expect(parts()).toBeGreaterThan(5)
  const join = joinPartsOf(handle, 'words')
  let steps = 0
  while (join()) steps += 1
  expect(parts()).toBe(1)
  expect(found()).toEqual(before)
  expect(join()).toBe(false)
  // What came since is joined with it.
  write(20_010, 20_011)
  while (join()) steps += 1
  expect(parts()).toBe(1)
  expect(steps).toBeGreaterThan(1)
  handle.close()
})
