import { workerData } from 'node:worker_threads'
import { onThread } from '#lib/db/on-thread.ts'
import { openReader, type Store } from '#lib/db/open.ts'
import { find } from '#lib/search/find-messages.ts'
import { openIndexReader } from '#lib/search/open.ts'
import type { Finding } from './start.ts'

const store = workerData as Store
const { read, close } = await openReader(store)
const index = await openIndexReader(store)
const utf8 = new TextEncoder()

const answers: Finding = {
  find: async (asked) => utf8.encode(JSON.stringify(await find(read, index, asked))),
}

onThread(answers, async () => {
  await index.close()
  await close()
})
