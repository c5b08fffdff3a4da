import { expect, test, vi } from 'vitest'
import { Refusal } from '#lib/errors.ts'
import { allow, standard } from '#lib/limits.ts'
import { createStore } from '#lib/store.ts'
import { english } from '#lib/words/english.ts'
import type { Attachment } from '../schema.ts'
import { complaintText } from './refused-files.ts'
import { createStaging } from './staging.ts'
import type { uploadFile } from './upload.ts'

type Sending = {
  name: string
  signal: AbortSignal
  progress: (share: number) => void
  resolve: (stored: Attachment) => void
  reject: (error: Error) => void
}

/** A staging whose uploads the test ends by hand. `forgotten`: what the server was told to forget. */
function begin() {
  const sendings: Sending[] = []
  const kept = createStore<{ attachments: Attachment[] }>({ attachments: [] })
  const send: typeof uploadFile = ({ name }, { signal, progress }) =>
    new Promise((resolve, reject) => {
      sendings.push({ name, signal, progress, resolve, reject })
      signal.addEventListener('abort', () => reject(new Refusal('conflict', 'files.cancelled')))
    })
  const forgotten: string[] = []
  const staging = createStaging(kept, { send, forget: (id) => forgotten.push(id) })
  const sendingOf = (name: string) =>
    vi.waitUntil(() => sendings.find((one) => one.name === name && !one.signal.aborted))
  return {
    staging,
    sendings,
    forgotten,
    sendingOf,
    names: () => kept.get().attachments.map(({ name }) => name),
    finish: async (name: string) =>
      (await sendingOf(name)).resolve({ id: name, name, mimeType: 'text/plain', sizeBytes: 1, url: '' }),
  }
}
const files = (...names: string[]) => names.map((name) => new File(['x'], name))

test('files are kept in the order they were chosen in, three on their way at a time', async () => {
  const { staging, sendings, names, finish } = begin()
  staging.add(files('a', 'b', 'c', 'd'))
  await vi.waitUntil(() => sendings.length === 3)
  for (const name of ['c', 'a', 'd', 'b']) await finish(name)
  await vi.waitUntil(() => names().length === 4)
  expect(names()).toEqual(['a', 'b', 'c', 'd'])
  expect(staging.get().coming).toEqual([])
})

test('one that is cancelled is stopped, and leaves its place to the next', async () => {
  const { staging, sendingOf, names, finish } = begin()
  staging.add(files('a', 'b', 'c', 'd'))
  const sending = await sendingOf('a')
  staging.cancel(staging.get().coming[0]?.key ?? '')
  expect(sending.signal.aborted).toBe(true)
  for (const name of ['b', 'c', 'd']) await finish(name)
  await vi.waitUntil(() => names().length === 3)
  expect(names()).toEqual(['b', 'c', 'd'])
})

test('a finished one that is taken back takes no space on the server either', async () => {
  const { staging, forgotten, names, finish } = begin()
  staging.add(files('a', 'b'))
  for (const name of ['a', 'b']) await finish(name)
  await vi.waitUntil(() => names().length === 2)
  staging.remove('a')
  expect([names(), forgotten]).toEqual([['b'], ['a']])
})

test('one that fails says why, and may be tried again', async () => {
  const { staging, sendings, sendingOf, names, finish } = begin()
  staging.add(files('a'))
  const sending = await sendingOf('a')
  sending.progress(0.5)
  expect(staging.get().coming[0]).toMatchObject({ progress: 0.5, failure: null })
  sending.reject(new Refusal('unavailable', 'files.lineBroke'))
  await vi.waitUntil(() => staging.get().coming[0]?.failure?.message === 'The line broke. Try again.')
  sendings.splice(0)
  staging.retry(staging.get().coming[0]?.key ?? '')
  await finish('a')
  await vi.waitUntil(() => names().length === 1)
})

test('size and number are checked before anything is sent', async () => {
  allow({ ...standard, uploadBytes: 3, filesPerMessage: 2 })
  const { staging, sendings } = begin()
  staging.add([new File(['1234'], 'large'), ...files('a', 'b', 'c')])
  expect(staging.get().coming.map(({ file }) => file.name)).toEqual(['a', 'b'])
  const said = staging.get().complaints.map((one) => complaintText(english, one))
  expect(said.join(' ')).toMatch(/“large” is larger.*at most 2 files/)
  await vi.waitUntil(() => sendings.length === 2)
  staging.hush()
  expect(staging.get().complaints).toEqual([])
  allow(standard)
})
