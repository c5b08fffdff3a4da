import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { openSqliteIndexReader } from './index-reader-sqlite.ts'
import { indexPath } from './look-up-sqlite.ts'
import { openSqliteIndex } from './search-index-sqlite.ts'

const entry = { messageId: 'm', roomId: 'r', createdAt: 1_000, digest: 1, key: 'oak', labels: ['elm'] }
const change = { entries: [entry], gone: [], revisions: new Map([['r', 1]]) }
const wanted = {
  words: ['oak'],
  beginning: ['a'],
  any: [['elm', 'yew']],
  from: 0,
  before: Number.MAX_SAFE_INTEGER,
  limit: 10,
}

test('whoever asks before the index is made, or made anew, finds nothing, and later what is there', async () => {
  const store = { url: '', dataDir: temporaryFolder('index'), synchronous: 'NORMAL' as const }
  const reader = await openSqliteIndexReader(store)
  expect(await reader.find(wanted)).toEqual([])
  writeFileSync(indexPath(store), 'no database at all')
  expect(await reader.find(wanted)).toEqual([])
  const index = await openSqliteIndex(store)
  expect(await reader.find(wanted)).toEqual([])
  await index.put(change)
  expect(await reader.find(wanted)).toEqual([{ position: 16_000, messageId: 'm' }])
  await index.put({ entries: [], gone: ['m'], revisions: new Map([['r', 2]]) })
  expect(await reader.find(wanted)).toEqual([])
  await reader.close()
  await index.close()
})
