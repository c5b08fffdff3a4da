import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { startThread } from './thread.ts'

/** Runs on the thread: what the test says, with `onThread` at hand. */
const threadThat = (does: string): URL => {
  const file = join(temporaryFolder('thread'), 'thread.mjs')
  const [onThread, errors] = ['./on-thread.ts', '../errors.ts'].map(
    (path) => new URL(path, import.meta.url).href,
  )
  writeFileSync(
    file,
    `import { onThread, note } from '${onThread}'; import { Fault, Refusal } from '${errors}'; import { workerData } from 'node:worker_threads'
     ${does}`,
  )
  return pathToFileURL(file)
}

test('answers, refusals and failures come back as what they are, with lines for the log', async () => {
  const heard: string[] = []
  const file = threadThat(`onThread({
    twice: async (n) => { note('asked'); return n * 2 * workerData },
    refuse: async () => { throw new Refusal('invalid_input', 'search.word', {}, { at: 'q' }) },
    fail: async () => { throw new Fault('broken') },
  }, () => {})`)
  const thread = startThread(file, 10, (words) => void heard.push(words))
  await expect(Promise.all([thread.ask('twice', 1), thread.ask('twice', 2)])).resolves.toEqual([20, 40])
  await expect(thread.ask('refuse', null)).rejects.toMatchObject({
    code: 'invalid_input',
    issues: [{ path: 'q' }],
  })
  await expect(thread.ask('fail', null)).rejects.toThrow('broken')
  expect(heard).toEqual(['asked', 'asked'])
  await thread.stop()
})

test('bytes come whole, whether they stand alone or are a part of others', async () => {
  const file = threadThat(`let alone; onThread({
    alone: async (text) => (alone = new TextEncoder().encode(text)),
    left: async () => alone.byteLength,
    among: async (text) => Buffer.from('before ' + text).subarray(7),
  }, () => {})`)
  const thread = startThread(file, null)
  for (const name of ['alone', 'among', 'alone', 'among']) {
    const bytes = (await thread.ask(name, 'grün')) as Uint8Array
    expect(new TextDecoder().decode(bytes)).toBe('grün')
  }
  // Handed over, not copied.
  expect(await thread.ask('left', null)).toBe(0)
  await thread.stop()
})

test('a thread that ends refuses what it was asked, starts again, and stops also in between', async () => {
  const heard: string[] = []
  const file = threadThat(
    `onThread({ end: async () => process.exit(3), here: async () => 'here' }, () => {})`,
  )
  const thread = startThread(file, null, (words) => void heard.push(words))
  await expect(thread.ask('end', null)).rejects.toMatchObject({ code: 'unavailable' })
  await expect.poll(() => thread.ask('here', null).catch(() => 'away'), { timeout: 5_000 }).toBe('here')
  await expect(thread.ask('end', null)).rejects.toMatchObject({ code: 'unavailable' })
  await thread.stop()
})
