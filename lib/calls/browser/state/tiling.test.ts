import { describe, expect, test } from 'vitest'
import { type Box, shapeOfFace, shapeOfPicture, shapeOfWhole, tiling } from './tiling.ts'

const gap = 8
const cameras: Record<string, (at: number) => number> = {
  landscape: () => 16 / 9,
  'of old cameras': () => 4 / 3,
  portrait: () => 9 / 16,
  mixed: (at) => (at % 2 === 0 ? 16 / 9 : 9 / 16),
  'one portrait': (at) => (at === 0 ? 9 / 16 : 16 / 9),
}
/** What is left for the tiles of a call. */
const stages = {
  'a desktop': { width: 1000, height: 620 },
  'a desktop beside the chat': { width: 600, height: 620 },
  'a desktop beside chat and members': { width: 300, height: 620 },
  'a large desktop': { width: 1640, height: 900 },
  'a large desktop beside the chat': { width: 1256, height: 900 },
  'a phone': { width: 370, height: 610 },
  'a phone above its chat': { width: 370, height: 260 },
}
/** How much of a picture is seen that fills a tile. */
const seen = (aspect: number, { width, height }: Box) => {
  const own = width / height
  return Math.min(own / aspect, aspect / own)
}
const right = ({ start, width }: Box) => start + width
const bottom = ({ top, height }: Box) => top + height
const overlap = (one: Box, other: Box) =>
  one.start < right(other) - 0.01 &&
  other.start < right(one) - 0.01 &&
  one.top < bottom(other) - 0.01 &&
  other.top < bottom(one) - 0.01

describe.each(Object.entries(stages))('on %s', (_, area) => {
  test.each(Object.entries(cameras))(
    'pictures %s are hardly cropped, apart, and on the stage',
    (_, shape) => {
      for (let count = 1; count <= 8; count++) {
        const aspects = Array.from({ length: count }, (_, at) => shape(at))
        const boxes = tiling(aspects.map(shapeOfPicture), area, gap)
        expect(boxes).toHaveLength(count)
        for (const [at, box] of boxes.entries()) {
          expect(seen(aspects[at] ?? 0, box), `${count} people`).toBeGreaterThanOrEqual(0.85)
          expect(Math.min(box.start, box.top)).toBeGreaterThanOrEqual(-0.01)
          expect(right(box)).toBeLessThanOrEqual(area.width + 0.01)
          expect(bottom(box)).toBeLessThanOrEqual(area.height + 0.01)
          for (const other of boxes.slice(at + 1)) expect(overlap(box, other)).toBe(false)
        }
      }
    },
  )
})

const rowsOf = (boxes: Box[]) => new Set(boxes.map(({ top }) => Math.round(top))).size
const alike = (count: number, aspect: number, area: { width: number; height: number }) =>
  tiling(Array(count).fill(shapeOfPicture(aspect)), area, gap)

test('two people stand below each other where it is narrow, beside each other where it is wide', () => {
  expect(rowsOf(alike(2, 16 / 9, stages['a desktop beside the chat']))).toBe(2)
  expect(rowsOf(alike(2, 16 / 9, stages['a large desktop']))).toBe(1)
  expect(rowsOf(alike(2, 9 / 16, stages['a desktop beside the chat']))).toBe(1)
  expect(rowsOf(alike(2, 16 / 9, stages['a phone']))).toBe(2)
})

test('four and more stand in a grid of equal tiles', () => {
  expect(rowsOf(alike(4, 16 / 9, stages['a desktop']))).toBe(2)
  const five = alike(5, 16 / 9, stages['a desktop'])
  expect(rowsOf(five), 'two, two and one').toBe(3)
  for (const { width, height } of five) {
    expect(width).toBeCloseTo(five[0]?.width ?? 0)
    expect(height).toBeCloseTo(five[0]?.height ?? 0)
  }
})

test('a screen is shown whole, and a face without a picture takes the room there is', () => {
  const [screen, face] = tiling([shapeOfWhole(16 / 10), shapeOfFace], stages['a desktop'], gap)
  expect((screen?.width ?? 0) / (screen?.height ?? 1)).toBeCloseTo(16 / 10)
  expect((face?.width ?? 0) / (face?.height ?? 1)).toBeGreaterThanOrEqual(3 / 4 - 0.001)
  const alone = tiling([shapeOfFace], { width: 320, height: 320 }, gap)
  expect(alone).toEqual([{ start: 0, top: 0, width: 320, height: 320 }])
})

test('nothing stands where there is no room yet', () => {
  for (const box of tiling([shapeOfFace, shapeOfFace], { width: 0, height: 0 }, gap))
    expect(box.width * box.height).toBe(0)
})
