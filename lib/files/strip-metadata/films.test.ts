import { Buffer } from 'node:buffer'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../../scripts/tools/program.ts'
import {
  element,
  samples,
  tagsOfRecord,
  tellingFilm,
  tellingOgg,
  tellingWebm,
} from '../../../tests/telling-films.ts'
import { box, secret } from '../../../tests/telling-pictures.ts'
import { mayStillTell } from './may-still-tell.ts'
import { lengthOf } from './pieces.ts'
import { soundOrFilm } from './sound-or-film.ts'
import { Damaged, sourceIn } from './source.ts'
import { strip, stripped } from './strip.ts'

const path = join(temporaryFolder('films'), 'film')
const cleaned = (bytes: Buffer, type: string): Buffer => {
  writeFileSync(path, bytes)
  strip(path, type)
  return readFileSync(path)
}
const films: [string, string, Buffer][] = [
  ['MP4', 'video/mp4', tellingFilm(['vide', 'soun'])],
  [
    'QuickTime with measurements of its camera',
    'video/quicktime',
    tellingFilm(['vide', 'meta', 'soun', 'meta'], 'qt  '),
  ],
  ['3GPP without sound', 'video/3gpp', tellingFilm(['vide'], '3gp5')],
  ['MP4 with only sound', 'audio/mp4', tellingFilm(['soun'])],
  ['record', 'audio/x-m4a', tellingFilm(['soun'], 'M4A ', [tagsOfRecord(`Exif\0\0${secret}`)])],
  ['recorded WebM', 'video/webm', tellingWebm([1, 2])],
  ['WebM of known length', 'video/webm', tellingWebm([1], { live: false })],
  ['Matroska with only sound', 'audio/matroska', tellingWebm([2], { live: false, docType: 'matroska' })],
]

describe.each(films)('%s', (_name, type, bytes) => {
  const kept = cleaned(bytes, type)

  test('loses its place and when it was made, and nothing moves', () => {
    expect(bytes.toString('latin1').split(secret).length, 'it tells').toBeGreaterThan(3)
    expect(kept.includes(secret)).toBe(false)
    expect(kept.length).toBe(bytes.length)
    for (const sample of [samples.vide, samples.soun])
      expect(kept.indexOf(sample)).toBe(bytes.indexOf(sample))
    for (const name of ['stco', 'tkhd', 'a muxer', '\x16\x54\xae\x6b'])
      expect(kept.indexOf(name, 0, 'latin1')).toBe(bytes.indexOf(name, 0, 'latin1'))
    expect(mayStillTell(sourceIn(kept), type)).toBe(false)
    expect(soundOrFilm(sourceIn(kept), type)).toBe(type)
  })

  test('stays to the byte once it is clean', () => {
    expect(cleaned(kept, type)).toEqual(kept)
  })

  test('whatever else stands in it is cleaned in the same way, or is called damaged', () => {
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
          soundOrFilm(sourceIn(given), type)
          mayStillTell(sourceIn(given), type)
          try {
            expect(lengthOf(stripped(sourceIn(given), type))).toBeLessThanOrEqual(given.length)
          } catch (error) {
            if (!(error instanceof Damaged)) throw error
          }
        },
      ),
      { numRuns: 1_000 },
    )
  })
})

test('a record keeps what it is called, and a cover that tells nothing', () => {
  const record = tellingFilm(['soun'], 'M4A ', [tagsOfRecord('a drawing')])
  const kept = cleaned(record, 'audio/x-m4a')
  for (const words of ['The song', 'a drawing']) expect(kept.indexOf(words)).toBe(record.indexOf(words))
  expect(kept.includes(secret)).toBe(false)
})

test('subtitles are kept, and it is said that they may tell; so are measurements in fragments', () => {
  const kept = cleaned(tellingFilm(['vide', 'sbtl']), 'video/mp4')
  expect(mayStillTell(sourceIn(kept), 'video/mp4')).toBe(true)
  expect(mayStillTell(sourceIn(cleaned(tellingWebm([1, 17]), 'video/webm')), 'video/webm')).toBe(true)
  const fragmented = tellingFilm(['vide', 'meta'], 'isom', [box('mvex')])
  expect(() => stripped(sourceIn(fragmented), 'video/mp4')).toThrow(Damaged)
})

test.each([
  ['video/mp4', 'audio/mp4', tellingFilm(['soun'])],
  ['video/mp4', 'video/mp4', tellingFilm(['vide'])],
  ['video/mp4', 'video/mp4', tellingFilm(['soun', 'vide'])],
  ['video/mp4', 'video/mp4', tellingFilm(['meta'])],
  ['video/quicktime', 'audio/mp4', tellingFilm(['soun'], 'qt  ')],
  ['video/3gpp', 'audio/3gpp', tellingFilm(['soun'], '3gp5')],
  ['audio/x-m4a', 'audio/x-m4a', tellingFilm(['soun'], 'M4A ')],
  ['video/webm', 'audio/webm', tellingWebm([2])],
  ['video/webm', 'video/webm', tellingWebm([2, 1])],
  ['video/matroska', 'audio/matroska', tellingWebm([2], { live: false })],
  ['audio/ogg', 'audio/ogg', tellingOgg('\x01vorbis')],
  ['audio/ogg; codecs=opus', 'audio/ogg; codecs=opus', tellingOgg('OpusHead')],
  ['application/ogg', 'audio/ogg', tellingOgg('fishead', 'OpusHead')],
  ['application/ogg', 'application/ogg', tellingOgg('fishead')],
  ['audio/ogg', 'video/ogg', tellingOgg('\x01vorbis', '\x80theora')],
  ['video/mp4', 'video/mp4', Buffer.from('nothing of the kind')],
  ['video/webm', 'video/webm', Buffer.alloc(0)],
])('what was found as %s is %s', (found, type, bytes) => {
  expect(soundOrFilm(sourceIn(bytes), found)).toBe(type)
})

test.each([
  ['application/pdf', 'a photo in it: \xff\xe1Exif\0\0MM', true],
  ['application/pdf', `${'x'.repeat(1_048_570)}GPSLatitude`, true],
  ['application/pdf', '%PDF-1.7 words', false],
  ['audio/flac', 'fLaC LOCATION=Berlin', true],
  ['audio/mpeg', 'ID3 TIT2 The song', false],
  ['audio/mpeg', 'ID3 TXXX\x03location\0+52.5', true],
  ['audio/mpeg', 'ID3 TXXX\x01\xff\xfeL\0o\0c\0a\0t\0i\0o\0n\0\0\0', true],
  ['audio/mpeg', 'ID3 TXXX\x03GPS\x0047.75', true],
  ['audio/mpeg', `ID3 TXXX\x01\xff\xfe${[...'GPSLatitude'].join('\0')}\0\0\0`, true],
  ['audio/wav', 'RIFF iXML <LOCATION_GPS>47.75</LOCATION_GPS>', true],
  ['audio/wav', 'RIFF iXML <PROJECT>song</PROJECT>', false],
  ['application/zip', 'PK\x03\x04 IMG_1.JPG packed', true],
  ['application/zip', 'PK\x03\x04 notes.txt packed', false],
  [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'PK word/media/image1.jpeg',
    true,
  ],
])('of %s it is said whether it may tell', (type, bytes, tells) => {
  expect(mayStillTell(sourceIn(Buffer.from(bytes, 'latin1')), type)).toBe(tells)
})

describe('a film that is made to take long', () => {
  const mib = 16 * 1_048_576
  const moov = (...content: Buffer[]) => Buffer.concat([box('ftyp'), box('moov', ...content)])
  const table = (type: string, count: number, bytes: number) => {
    const all = Buffer.alloc(8 + count * bytes)
    all.writeUInt32BE(count, 4)
    return box(type, all)
  }
  test.each([
    ['video/mp4', 'boxes', Buffer.concat([box('ftyp'), Buffer.alloc(mib, box('odd '))])],
    ['video/mp4', 'tracks', moov(Buffer.alloc(mib, box('trak')))],
    [
      'video/mp4',
      'chunks',
      moov(
        box(
          'trak',
          box(
            'mdia',
            box('hdlr', Buffer.alloc(8), Buffer.from('meta'), Buffer.alloc(13)),
            box(
              'minf',
              box(
                'stbl',
                table('stco', 1_000_000, 4),
                table('stsc', 500_000, 12),
                box('stsz', Buffer.from('000000000000000100ffffff', 'hex')),
              ),
            ),
          ),
        ),
      ),
    ],
    [
      'video/webm',
      'elements',
      Buffer.concat([element(0x1a45dfa3), element(0x18538067, Buffer.alloc(mib, 0x80 | 0xa0))]),
    ],
    [
      'video/webm',
      'empty elements',
      Buffer.concat([
        element(0x1a45dfa3),
        element(0x18538067, Buffer.alloc(mib, Buffer.from('ec80', 'hex'))),
      ]),
    ],
  ])('as %s of %s is done with in a moment', (type, _of, bytes) => {
    const began = performance.now()
    try {
      soundOrFilm(sourceIn(bytes), type)
      stripped(sourceIn(bytes), type)
    } catch (error) {
      if (!(error instanceof Damaged)) throw error
    }
    expect(performance.now() - began).toBeLessThan(5_000)
  })
})
