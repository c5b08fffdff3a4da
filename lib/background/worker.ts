import { constants, setPriority } from 'node:os'
import { workerData } from 'node:worker_threads'
import { note, onThread } from '#lib/db/on-thread.ts'
import { openReader, type Store } from '#lib/db/open.ts'
import { exportPart } from '#lib/export/part.ts'
import { storedBytes } from '#lib/files/space.ts'
import { takenByArchives } from '#lib/own-data/sums.ts'
import { follow } from '#lib/search/indexer.ts'
import { openIndex } from '#lib/search/open.ts'
import type { Work } from './start.ts'

// On Linux this is for the calling thread alone: indexing gives way to whoever talks.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)

const store = workerData as Store
const { read, close } = await openReader(store)
const index = await openIndex(store)
const follower = follow(read, index, note)

const answers: Work = {
  exportPart: (asked) => exportPart(read, asked),
  storedBytes: async () => (await storedBytes(read)) + (await takenByArchives(read)).bytes,
  catchUp: follower.catchUp,
}

onThread(answers, async () => {
  await follower.stop()
  await index.close()
  await close()
})
