import { Buffer } from 'node:buffer'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { files } from '#lib/db/schema.ts'
import { openSandbox } from '#lib/sandbox/open.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { createUser } from '../../tests/factories.ts'
import { form, formType, incoming, photo, picture } from '../../tests/forms.ts'
import { secret, tellingPictures } from '../../tests/telling-pictures.ts'
import { openWorld } from '../../tests/world.ts'
import { shownAs } from './policy.ts'
import { serveFile, serveThumbnail } from './serve.ts'
import { upload } from './upload.ts'

const world = await openWorld({ LIMIT_UPLOAD_BYTES: '100000', LIMIT_UPLOADS_PER_MIN: '1000' })
const ana = await createUser(world, 'Ana')
const asked = () => undefined
const bytesOf = async (id: string) => {
  const { stream } = await serveFile(ana, id, asked)
  return buffer(stream ?? Readable.from([]))
}
const expectNothingLeft = async (before: number) => {
  expect(readdirSync(world.files.unfinished)).toEqual([])
  expect(await world.db.read.$count(files)).toBe(before)
}

describe('an upload', () => {
  test('is kept to the byte, under a name that misleads nobody', async () => {
    const bytes = Buffer.from('What we said, line by line\n'.repeat(2_000))
    const stored = await upload(ana, incoming('../../минутки \u202Egpj.exe', bytes))
    expect(stored).toEqual({
      id: expect.any(String),
      name: 'минутки gpj.exe',
      mimeType: 'text/plain',
      sizeBytes: bytes.length,
      url: `/api/v1/files/${stored.id}`,
    })
    expect(await bytesOf(stored.id)).toEqual(bytes)
    await expectNothingLeft(await world.db.read.$count(files))
  })

  test('of a photo loses place and camera, keeps its rotation, and gets a thumbnail', async () => {
    const sent = await photo()
    expect((await sharp(sent).metadata()).exif?.includes('Snitch'), 'the photo sent tells').toBe(true)
    const stored = await upload(ana, incoming('me.jpg', sent, 'image/jpeg'))
    expect(stored).toMatchObject({
      mimeType: 'image/jpeg',
      width: 20,
      height: 40,
      thumbnail: { url: `/api/v1/files/${stored.id}/thumbnail`, width: 20, height: 40 },
    })
    const kept = await bytesOf(stored.id)
    expect(kept.length).toBe(stored.sizeBytes)
    expect(kept.includes('Snitch')).toBe(false)
    expect(kept.includes(Buffer.from('Exif\0\0MM')), 'which way up it is').toBe(true)
    expect((await sharp(kept).metadata()).autoOrient).toEqual({ width: 20, height: 40 })
    expect(await sharp(kept).raw().toBuffer()).toEqual(await sharp(sent).raw().toBuffer())
    const { stream } = await serveThumbnail(ana, stored.id, asked)
    expect((await sharp(await buffer(stream ?? Readable.from([]))).metadata()).exif).toBeUndefined()
  })

  test.each(['png', 'webp', 'gif', 'avif'] as const)(
    'of a %s without such secrets stays as it is',
    async (format) => {
      const sent = await picture(format)
      const stored = await upload(ana, incoming(`p.${format}`, sent))
      expect(stored).toMatchObject({ mimeType: `image/${format}`, width: 1600, height: 900 })
      expect(stored.thumbnail).toMatchObject({ width: 720, height: 405 })
      expect(await bytesOf(stored.id)).toEqual(sent)
    },
  )

  test('of a moving picture keeps moving when its secrets go', async () => {
    const frames = Buffer.concat([Buffer.alloc(48 * 48 * 3, 0), Buffer.alloc(48 * 48 * 3, 255)])
    const moving = await sharp(frames, { raw: { width: 48, height: 96, channels: 3, pageHeight: 48 } })
      .webp({ delay: [100, 100] })
      .withExif({ IFD0: { Make: 'Snitch' } })
      .toBuffer()
    const stored = await upload(ana, incoming('moving.webp', moving))
    const kept = await bytesOf(stored.id)
    expect(kept.includes('Snitch')).toBe(false)
    expect(stored).toMatchObject({ width: 48, height: 48, moves: true })
    expect(await sharp(kept, { animated: true }).metadata()).toMatchObject({ pages: 2, pageHeight: 48 })
  })

  test.each([
    ['page.png', '<!doctype html><script>alert(1)</script>', 'text/plain'],
    ['page.html', '<!doctype html><script>alert(1)</script>', 'text/plain'],
    [
      'drawing.svg',
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      /xml/,
    ],
    ['picture.jpg', Buffer.from('ffd8ffe000104a46494600', 'hex'), 'application/octet-stream'],
    ['nothing', '', /plain|octet/],
    ['paper.txt', '%PDF-1.7\n', 'application/pdf'],
  ])('of %s is what its content says, and no picture', async (name, bytes, type) => {
    const stored = await upload(ana, incoming(name, bytes, 'image/png'))
    expect(stored.mimeType).toEqual(typeof type === 'string' ? type : expect.stringMatching(type))
    expect(stored.thumbnail).toBeUndefined()
    const { headers, stream } = await serveFile(ana, stored.id, asked)
    stream?.destroy()
    expect(headers['content-disposition']).toMatch(/^attachment;/)
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff' })
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/)
  })

  test('that is one byte too large is refused, and leaves nothing', async () => {
    const before = await world.db.read.$count(files)
    expect((await upload(ana, incoming('fits', Buffer.alloc(100_000)))).sizeBytes).toBe(100_000)
    const late = upload(ana, incoming('late', Buffer.alloc(100_001)))
    await expect(late).rejects.toMatchObject({ code: 'payload_too_large' })
    const early = upload(ana, { ...incoming('early', ''), contentLength: 1_000_000 })
    await expect(early).rejects.toMatchObject({ code: 'payload_too_large' })
    await expectNothingLeft(before + 1)
  })

  test('of a picture with more pixels than memory holds is a file like any other', async () => {
    const bomb = await picture('png', 1, 1)
    // Its header (IHDR) says 30,000 × 30,000.
    bomb.writeUInt32BE(30_000, 16)
    bomb.writeUInt32BE(30_000, 20)
    bomb.writeUInt32BE(crc32(bomb.subarray(12, 29)), 29)
    const stored = await upload(ana, incoming('bomb.png', bomb))
    expect(stored).toMatchObject({ name: 'bomb.png', mimeType: 'image/png', width: 30_000, height: 30_000 })
    expect([stored.thumbnail, stored.keepsMetadata, shownAs(stored)]).toEqual([
      undefined,
      undefined,
      'download',
    ])
    const { headers, stream } = await serveFile(ana, stored.id, asked)
    stream?.destroy()
    expect(headers['content-disposition']).toMatch(/^attachment;/)
    expect(await bytesOf(stored.id)).toEqual(bomb)
  })

  test('that breaks off leaves nothing', async () => {
    const before = await world.db.read.$count(files)
    const whole = form('half.bin', Buffer.alloc(50_000))
    async function* half() {
      yield whole.subarray(0, 20_000)
      throw new Error('the line is gone')
    }
    const body = Readable.from(half(), { objectMode: false })
    const broken = upload(ana, { ...incoming('half.bin', ''), body })
    await expect(broken).rejects.toMatchObject({ code: 'invalid_input' })
    await expectNothingLeft(before)
  })

  test.each([
    ['no form', 'application/json', '{}', 'unsupported_media_type'],
    ['no boundary', 'multipart/form-data', 'x', 'invalid_input'],
    ['no file', formType, '--a boundary nobody writes--\r\n', 'invalid_input'],
    ['no end', formType, '--a boundary nobody writes\r\n', 'invalid_input'],
  ])('with %s is refused', async (_what, contentType, body, code) => {
    const stream = Readable.from([Buffer.from(body)], { objectMode: false })
    const refused = upload(ana, { ...incoming('', ''), body: stream, contentType })
    await expect(refused).rejects.toMatchObject({ code })
  })

  test('is limited for each person', async () => {
    const strict = await openWorld({ LIMIT_UPLOADS_PER_MIN: '1' })
    const eve = await createUser(strict)
    await upload(eve, incoming('one', 'x'))
    await expect(upload(eve, incoming('two', 'x'))).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test.each(['png', 'webp', 'gif', 'avif'] as const)(
    'of a %s that is cut off is a file, or as much of a picture as there is',
    async (format) => {
      const whole = await picture(format)
      for (const bytes of [20, whole.length >> 1, whole.length - 20]) {
        const stored = await upload(ana, incoming(`half.${format}`, whole.subarray(0, bytes)))
        expect(stored.name).toBe(`half.${format}`)
        if (shownAs(stored) === 'picture') expect(stored.thumbnail).toBeDefined()
        else expect(await bytesOf(stored.id)).toEqual(whole.subarray(0, bytes))
      }
    },
  )

  test('of a HEIC is a download without its secrets', async () => {
    const heic = Buffer.from((await tellingPictures()).heic?.bytes ?? [])
    heic.write('ftypheic', 4)
    const stored = await upload(ana, incoming('p.heic', heic))
    expect(stored).toMatchObject({ mimeType: 'image/heic' })
    expect([stored.keepsMetadata, stored.thumbnail]).toEqual([undefined, undefined])
    expect((await bytesOf(stored.id)).includes(secret)).toBe(false)
    const cut = await upload(ana, incoming('cut.heic', heic.subarray(0, 200)))
    expect(cut).toMatchObject({ mimeType: 'image/heic', keepsMetadata: true })
  })

  test('of a picture that cannot be cleaned says so', async () => {
    const sent = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'teal' } })
      .tiff()
      .toBuffer()
    const stored = await upload(ana, incoming('scan.tif', sent))
    expect(stored).toMatchObject({ mimeType: 'image/tiff', keepsMetadata: true })
    expect(await bytesOf(stored.id)).toEqual(sent)
  })

  test('without sharp cleans pictures, and shows no thumbnail', async () => {
    const worker = join(temporaryFolder('worker'), 'worker.mjs')
    const [answer, clean] = ['../sandbox/answer.ts', './clean.ts'].map(
      (path) => new URL(path, import.meta.url).href,
    )
    writeFileSync(
      worker,
      `import { answer } from '${answer}'; import { cleaningWith } from '${clean}'
       answer(cleaningWith(async () => null))`,
    )
    const sandbox = openSandbox(() => undefined, pathToFileURL(worker))
    const sent = (await tellingPictures()).png?.bytes ?? ''
    const stored = await upload({ ...ana, sandbox }, incoming('p.png', sent))
    sandbox.stop()
    expect(stored).toEqual({
      id: stored.id,
      name: 'p.png',
      mimeType: 'image/png',
      sizeBytes: expect.any(Number),
      url: stored.url,
    })
    expect((await bytesOf(stored.id)).includes(secret)).toBe(false)
  })
})
