import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { isAway } from '#lib/errors.ts'
import { groupCommit } from './group-commit.ts'
import type { Queries } from './open.ts'

test('of writes that find no place none is acknowledged, none is half there, and the next ones are taken', async () => {
  const handle = new Database(':memory:')
  handle.exec('create table notes (text)')
  const insert = handle.prepare('insert into notes values (?)')
  const { write } = groupCommit(handle, {} as Queries, () => undefined)
  const note = (text: string) => write(async () => void insert.run(text))
  const notes = () => handle.prepare('select text from notes').pluck().all()

  await note('first')
  handle.pragma('max_page_count = 4')
  const ends = await Promise.allSettled([note('small'), note('x'.repeat(100_000)), note('after')])
  const refused = ends.filter((end) => end.status === 'rejected')
  for (const { reason } of refused) expect(isAway(reason)).toBe(true)
  expect(refused.length).toBeGreaterThan(0)
  expect(notes()).toHaveLength(1 + ends.length - refused.length)

  handle.pragma('max_page_count = 1000')
  await note('last')
  expect(notes()).toContain('last')
  handle.close()
})
