import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { createUser } from '../../tests/factories.ts'
import { incoming, picture } from '../../tests/forms.ts'
import { serveBucket } from '../../tests/s3.ts'
import { openWorld } from '../../tests/world.ts'
import { purgeFiles } from './purge.ts'
import { s3Store } from './s3.ts'
import { serveFile } from './serve.ts'
import { upload } from './upload.ts'

const bucket = await serveBucket('rooms', 'a secret key')
afterAll(bucket.close)
const settings = {
  FILES_S3_BUCKET: 'rooms',
  FILES_S3_ENDPOINT: bucket.endpoint,
  FILES_S3_REGION: 'eu-central-1',
  FILES_S3_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  FILES_S3_SECRET_ACCESS_KEY: 'a secret key',
}
const folder = temporaryFolder('s3')
const store = s3Store(settings)
const put = async (key: string, text: string) => {
  const path = join(folder, key)
  writeFileSync(path, text)
  await store.put(key, path)
  return path
}

test('a file is put, read whole and in part, and removed', async () => {
  const path = await put('letters', 'abcdef')
  expect(existsSync(path), 'taken over').toBe(false)
  expect((await buffer(await store.read('letters'))).toString()).toBe('abcdef')
  expect((await buffer(await store.read('letters', { start: 1, end: 3 }))).toString()).toBe('bcd')
  await store.remove('letters')
  await store.remove('letters')
  await expect(store.read('letters')).rejects.toMatchObject({ code: 'not_found' })
})

test('a wrong secret and a store that is away are failures, and the file stays', async () => {
  const path = join(folder, 'kept')
  writeFileSync(path, 'x')
  const wrong = s3Store({ ...settings, FILES_S3_SECRET_ACCESS_KEY: 'another' })
  await expect(wrong.put('kept', path)).rejects.toThrow(/403/)
  await expect(
    s3Store({ ...settings, FILES_S3_ENDPOINT: 'http://127.0.0.1:1' }).put('kept', path),
  ).rejects.toThrow()
  expect(existsSync(path)).toBe(true)
})

test('uploads lie in the bucket with their thumbnails, and are cleaned up there', async () => {
  const world = await openWorld(settings)
  const ana = await createUser(world)
  const sent = await picture('png', 30, 20)
  const { id } = await upload(ana, incoming('p.png', sent))
  expect([...bucket.objects.keys()].sort()).toEqual([`/rooms/${id}`, `/rooms/${id}.thumbnail`])
  const { stream } = await serveFile(ana, id, () => undefined)
  expect(stream && (await buffer(stream))).toEqual(sent)
  world.pass(26 * 3_600_000)
  await purgeFiles(world)
  expect(bucket.objects.size).toBe(0)
})
