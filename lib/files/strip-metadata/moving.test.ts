import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { box, tellingPictures } from '../../../tests/telling-pictures.ts'
import { movesIn } from './moving.ts'
import { sourceIn } from './source.ts'
import { stripped } from './strip.ts'

const made = await tellingPictures()
const avif = made.avif?.bytes ?? Buffer.alloc(0)
/** Boxes end where the last one does: nothing may stand behind a sequence. */
const plain = avif.subarray(0, avif.lastIndexOf('mpvd') - 4)

test.each([
  ['apng', made.apng?.bytes, 'image/apng', true],
  ['GIF', made.gif?.bytes, 'image/gif', true],
  ['moving WebP', made['moving webp']?.bytes, 'image/webp', true],
  ['WebP with EXIF', made.webp?.bytes, 'image/webp', false],
  ['PNG', made.png?.bytes, 'image/png', false],
  ['JPEG', made.jpeg?.bytes, 'image/jpeg', false],
  ['AVIF', plain, 'image/avif', false],
  ['AVIF with something behind it', avif, 'image/avif', false],
  ['sequence of AVIF', Buffer.concat([plain, box('moov', box('trak'))]), 'image/avif', true],
  [
    'sequence of AVIF with something behind it',
    Buffer.concat([plain, box('moov'), Buffer.from('x')]),
    'image/avif',
    true,
  ],
  ['broken WebP', Buffer.from('RIFF'), 'image/webp', false],
])('whether a %s moves', (_name, bytes = Buffer.alloc(0), type, moves) => {
  expect(movesIn(sourceIn(bytes), type)).toBe(moves)
  if (bytes.length > 4 && type !== 'image/gif')
    expect(stripped(sourceIn(bytes), type).length).toBeGreaterThan(0)
})
