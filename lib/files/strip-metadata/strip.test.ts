import { Buffer } from 'node:buffer'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../scripts/tools/program.ts'
import { box, secret, tellingPictures } from '../../../tests/telling-pictures.ts'
import { lengthOf } from './pieces.ts'
import { Damaged, sourceIn } from './source.ts'
import { strip, stripped } from './strip.ts'

const pictures = Object.entries(await tellingPictures())
const folder = temporaryFolder('strip-metadata')
function cleaned(bytes: Buffer, type: string): Buffer {
  const path = join(folder, 'picture')
  writeFileSync(path, bytes)
  strip(path, type)
  return readFileSync(path)
}
const pixels = (bytes: Buffer) => sharp(bytes, { animated: true }).raw().toBuffer()

/** The tag of Exif that leads to the place, in either order of bytes. */
const gpsPointer = [Buffer.from([0x88, 0x25]), Buffer.from([0x25, 0x88])]

describe.each(pictures)('of a %s', (name, { type, bytes, frames }) => {
  const kept = cleaned(bytes, type)

  test('all goes that tells more than the picture', async () => {
    expect(bytes.toString('latin1').split(secret).length, 'it tells').toBeGreaterThan(4)
    expect(kept.includes(secret)).toBe(false)
    expect(kept.includes('xmpmeta') || kept.includes('JFXX\0')).toBe(false)
    const { exif = Buffer.alloc(0) } = await sharp(kept).metadata()
    for (const pointer of gpsPointer) expect(exif.includes(pointer), 'where it was taken').toBe(false)
  })

  test('every pixel, the profile, the frames and which way up it is stay', async () => {
    expect(await pixels(kept)).toEqual(await pixels(bytes))
    const [before, after] = [await sharp(bytes).metadata(), await sharp(kept).metadata()]
    expect(after.icc).toEqual(before.icc)
    expect([after.pages ?? 1, after.delay, after.loop]).toEqual([frames, before.delay, before.loop])
    expect(after.autoOrient).toEqual(before.autoOrient)
    if (name === 'apng') expect(kept.includes('fdAT')).toBe(true)
    else if (name !== 'gif') expect(before.icc).toBeDefined()
  })

  test('what is clean stays to the byte', () => {
    expect(cleaned(kept, type)).toEqual(kept)
  })

  test('whatever else stands in the file is cleaned in the same way, or is called damaged', () => {
    const change = fc.record({
      at: fc.nat(bytes.length - 1),
      put: fc.uint8Array({ minLength: 1, maxLength: 9 }),
    })
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 6 }),
        fc.nat(bytes.length),
        fc.boolean(),
        (changes, end, cut) => {
          const odd = Buffer.from(bytes)
          for (const { at, put } of changes) odd.set(put.subarray(0, odd.length - at), at)
          const given = cut ? odd.subarray(0, end) : odd
          try {
            // Only an end or which way up it is may be added.
            expect(lengthOf(stripped(sourceIn(given), type))).toBeLessThanOrEqual(given.length + 64)
          } catch (error) {
            if (!(error instanceof Damaged)) throw error
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('a file that is made to take long', () => {
  const mib = 16 * 1_048_576
  test.each([
    ['image/jpeg', 'fills', Buffer.concat([Buffer.from('ffd8', 'hex'), Buffer.alloc(mib, 0xff)])],
    [
      'image/jpeg',
      'segments',
      Buffer.concat([Buffer.from('ffd8', 'hex'), Buffer.alloc(mib, Buffer.from('fffe0002ffdb0002', 'hex'))]),
    ],
    [
      'image/png',
      'chunks',
      Buffer.concat([
        Buffer.from('89504e470d0a1a0a0000000049484452aabbccdd', 'hex'),
        Buffer.alloc(
          mib,
          Buffer.concat([Buffer.from('00000000', 'hex'), Buffer.from('tEXtaaaa\0\0\0\0IDATaaaa')]),
        ),
      ]),
    ],
    [
      'image/gif',
      'blocks',
      Buffer.concat([
        Buffer.from('GIF89a\0\0\0\0\0\0\0'),
        Buffer.alloc(mib, Buffer.from('21fe010000', 'hex')),
      ]),
    ],
    [
      'image/webp',
      'chunks',
      Buffer.concat([
        Buffer.from('RIFF\xf0\xff\xff\x00WEBP', 'latin1'),
        Buffer.alloc(mib, Buffer.from('VP8 \0\0\0\0ODD \0\0\0\0')),
      ]),
    ],
    ['image/avif', 'boxes', Buffer.concat([box('ftyp'), Buffer.alloc(mib, box('odd '))])],
    [
      'image/avif',
      'lists',
      Buffer.concat([
        box('ftyp'),
        box(
          'meta',
          Buffer.alloc(4),
          box('iinf', Buffer.alloc(6), box('infe', Buffer.from('020000000000000045786966', 'hex'))),
          box(
            'iloc',
            Buffer.from('0000000000000001', 'hex'),
            Buffer.alloc(mib, Buffer.from('00000000ffff', 'hex')),
          ),
        ),
      ]),
    ],
  ])('as %s of %s is done with in a moment', (type, _of, bytes) => {
    const began = performance.now()
    expect(() => stripped(sourceIn(bytes), type)).toThrow(Damaged)
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})

test('a JPEG inside of boxes, which has secrets of its own, is not called clean', () => {
  const item = box('infe', Buffer.from('02000000000100006a706567', 'hex'))
  const items = box('iinf', Buffer.from('000000000001', 'hex'), item)
  const picture = Buffer.concat([box('ftyp', Buffer.from('mif1')), box('meta', Buffer.alloc(4), items)])
  expect(() => stripped(sourceIn(picture), 'image/heif')).toThrow('A JPEG stands in it')
})

test('a moving picture of boxes loses what is said of it and when it was taken, and nothing moves', () => {
  const dated = Buffer.concat([Buffer.alloc(4), Buffer.from(secret), Buffer.alloc(90)])
  const sequence = Buffer.concat([
    box('ftyp', Buffer.from('hevcmsf1')),
    box(
      'moov',
      box('mvhd', dated),
      box('udta', Buffer.from(secret)),
      box('trak', box('tkhd', dated), box('meta', Buffer.from(secret)), box('mdia', box('mdhd', dated))),
    ),
    box('mdat', Buffer.from('the picture')),
  ])
  const kept = cleaned(sequence, 'image/heic-sequence')
  expect(kept.length).toBe(sequence.length)
  expect(kept.includes(secret)).toBe(false)
  expect(kept.indexOf('the picture')).toBe(sequence.indexOf('the picture'))
})
