import { Buffer } from 'node:buffer'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pathToFileURL } from 'node:url'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { files } from '#lib/db/schema.ts'
import { openSandbox } from '#lib/sandbox/open.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { createUser } from '../../tests/factories.ts'
import { form, formType, incoming, photo, picture } from '../../tests/forms.ts'
import { paper } from '../../tests/paper.ts'
import { tellingFilm, tellingOgg, tellingWebm } from '../../tests/telling-films.ts'
import { box, secret, tellingPictures } from '../../tests/telling-pictures.ts'
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

  test('of a paper gets its first page as its thumbnail, and stays a download to the byte', async () => {
    const stored = await upload(ana, incoming('minutes.pdf', paper(600, 800)))
    expect(stored.thumbnail).toMatchObject({ width: 540, height: 720 })
    expect(shownAs(stored)).toBe('download')
    expect(await bytesOf(stored.id)).toEqual(paper(600, 800))
    const { stream } = await serveThumbnail(ana, stored.id, asked)
    const { data } = await sharp(await buffer(stream ?? Readable.from([])))
      .raw()
      .toBuffer({ resolveWithObject: true })
    const [red = 0, green = 255, blue = 255] = data
    expect([red > 240, green < 16, blue < 16]).toEqual([true, true, true])
  })

  test.each([
    ['cut off', paper().subarray(0, 60)],
    ['of nothing', Buffer.from('%PDF-1.7\n')],
    ['of no page', Buffer.from(paper().toString().replace('[3 0 R]/Count 1', '[]/Count 0'))],
    ['whose pages are in each other', Buffer.from(paper().toString().replace('[3 0 R]', '[2 0 R]'))],
  ])('of a paper %s is a file without one', async (_, bytes) => {
    const stored = await upload(ana, incoming('odd.pdf', bytes))
    expect(stored.thumbnail).toBeUndefined()
    expect(await bytesOf(stored.id)).toEqual(bytes)
  })

  test.each([
    [1, 14_400],
    [14_400, 1],
    [1_000_000, 1_000_000],
    [0, 0],
  ])('of a paper of %i × %i points draws no more than its box', async (width, height) => {
    const { thumbnail } = await upload(ana, incoming('odd.pdf', paper(width, height)))
    expect(Math.max(thumbnail?.width ?? 1, thumbnail?.height ?? 1)).toBeLessThanOrEqual(720)
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
    ['cars.txt', 'BMW and others', 'text/plain'],
    ['list.txt', 'ID3 is a kind of tag', 'text/plain'],
    ['wide.txt', Buffer.from('\ufeffWide letters', 'utf16le'), 'text/plain; charset=utf-16le'],
    ['wide.png', Buffer.from('\ufeffPNG in name only', 'utf16le').swap16(), 'text/plain; charset=utf-16be'],
    [
      'drawing.bmp',
      Buffer.from(`424d3a0000000000000036000000280000000100000001${'00'.repeat(40)}`, 'hex'),
      'image/bmp',
    ],
    ['icon.ico', Buffer.from('00000100010001010000010020003000000016000000', 'hex'), 'image/x-icon'],
    ['new.jxl', Buffer.from('0000000c4a584c200d0a870a', 'hex'), 'image/jxl'],
    ['layers.psd', Buffer.from('3842505300010000000000000003', 'hex'), 'image/vnd.adobe.photoshop'],
    ['things.docx', Buffer.from('504b0506000000000000000000000000000000000000', 'hex'), 'application/zip'],
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

  test.each([
    ['photo.jpg', 'png'],
    ['drawing.png', 'webp'],
    ['plain.txt', 'gif'],
    ['nothing', 'avif'],
  ] as const)('of %s with a %s in it keeps its name, and is that picture', async (name, format) => {
    const stored = await upload(ana, incoming(name, await picture(format, 90, 60), 'text/plain'))
    expect(stored).toMatchObject({ name, mimeType: `image/${format}`, width: 90, height: 60 })
    expect(shownAs(stored)).toBe('picture')
  })

  const flat = sharp({ create: { width: 30, height: 20, channels: 4, background: '#08f8' } })
  test.each([
    ['four inks', flat.clone().toColourspace('cmyk').jpeg()],
    ['grey', flat.clone().greyscale().jpeg({ progressive: true })],
    ['sixteen bits', flat.clone().toColourspace('rgb16').png()],
    ['a palette', flat.clone().png({ palette: true, colours: 2 })],
    ['grey and alpha', flat.clone().toColourspace('b-w').webp({ lossless: true })],
  ])('of a picture of %s is shown', async (_kind, made) => {
    const stored = await upload(ana, incoming('odd', await made.toBuffer()))
    expect(stored.thumbnail).toEqual({ url: `${stored.url}/thumbnail`, width: 30, height: 20 })
  })

  test('of a sequence of AVIF moves, and is shown by the picture that stands for it', async () => {
    const still = await picture('avif', 90, 60)
    const sequence = Buffer.concat([still, box('moov', box('trak'))])
    sequence.write('avis', 8)
    const stored = await upload(ana, incoming('moving.avif', sequence))
    expect(stored).toMatchObject({ mimeType: 'image/avif', width: 90, height: 60, moves: true })
    expect(stored.thumbnail).toMatchObject({ width: 90, height: 60 })
    expect(await bytesOf(stored.id)).toEqual(sequence)
  })

  test('of a film in boxes loses its place, and one that is only heard is a sound', async () => {
    const film = await upload(ana, incoming('film.mov', tellingFilm(['vide', 'soun'], 'qt  ')))
    expect(film).toMatchObject({ name: 'film.mov', mimeType: 'video/quicktime' })
    const sound = await upload(ana, incoming('note.mp4', tellingFilm(['soun'])))
    expect(sound).toMatchObject({ name: 'note.mp4', mimeType: 'audio/mp4' })
    for (const { id, keepsMetadata } of [film, sound]) {
      expect(keepsMetadata).toBeUndefined()
      expect((await bytesOf(id)).includes(secret)).toBe(false)
    }
    const cut = await upload(ana, incoming('cut.mp4', tellingFilm(['vide']).subarray(0, 400)))
    expect(cut).toMatchObject({ mimeType: 'video/mp4', keepsMetadata: true })
  })

  test('of whatever begins like something else is taken, under its name', async () => {
    const beginnings = [
      ...Object.values(await tellingPictures()).map(({ bytes }) => bytes),
      tellingFilm(['vide', 'meta']),
      tellingWebm([1, 2]),
      tellingOgg('OpusHead'),
      Buffer.from('%PDF-1.7 ID3 RIFF'),
    ]
    const odd = fc.record({
      beginning: fc.constantFrom(...beginnings),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      rest: fc.uint8Array({ maxLength: 200 }),
    })
    await fc.assert(
      fc.asyncProperty(odd, async ({ beginning, share, rest }) => {
        const bytes = Buffer.concat([beginning.subarray(0, Math.ceil(beginning.length * share)), rest])
        const stored = await upload(ana, incoming('odd.bin', bytes))
        expect(stored.name).toBe('odd.bin')
        if (shownAs(stored) === 'picture') expect(stored.thumbnail).toBeDefined()
      }),
      { numRuns: 300 },
    )
  }, 60_000)

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
