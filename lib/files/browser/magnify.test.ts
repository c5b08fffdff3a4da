import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Frame, fitted, magnified, moved, whole } from './magnify.ts'

const side = fc.integer({ min: 1, max: 20_000 })
const size = fc.record({ width: side, height: side })
const frames = fc.record({ picture: size, stage: size })
const points = fc.record({
  x: fc.integer({ min: -9_000, max: 9_000 }),
  y: fc.integer({ min: -9_000, max: 9_000 }),
})

test('the whole picture fits, whatever its shape, and none is made larger than it is', () => {
  fc.assert(
    fc.property(frames, (frame) => {
      const { width, height } = fitted(frame)
      expect(width).toBeLessThanOrEqual(Math.min(frame.stage.width, frame.picture.width) + 1e-6)
      expect(height).toBeLessThanOrEqual(Math.min(frame.stage.height, frame.picture.height) + 1e-6)
      expect(width / height).toBeCloseTo(frame.picture.width / frame.picture.height, 6)
    }),
  )
})

test('what is under the pointer stays under it', () => {
  const frame: Frame = { picture: { width: 4_000, height: 4_000 }, stage: { width: 1_000, height: 1_000 } }
  const at = { x: 200, y: -100 }
  const look = magnified(whole, 3, at, frame)
  expect(look.scale).toBe(3)
  // Of the picture, told from its middle: the same place before and after.
  expect((at.x - look.x) / look.scale).toBeCloseTo(at.x)
  expect((at.y - look.y) / look.scale).toBeCloseTo(at.y)
})

test('no edge comes further in than the edge of its place, and smaller than whole is whole', () => {
  fc.assert(
    fc.property(
      frames,
      points,
      points,
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      (frame, at, by, f) => {
        const look = moved(magnified(whole, f, at, frame), by, frame)
        const { width } = fitted(frame)
        const gap = frame.stage.width / 2 - (width * look.scale) / 2
        expect(look.scale).toBeGreaterThanOrEqual(1)
        expect(Math.abs(look.x)).toBeLessThanOrEqual(Math.max(0, -gap) + 1e-6)
        if (gap >= 0) expect(look.x).toBeCloseTo(0)
        const back = magnified(look, 0.0001, at, frame)
        expect(back.scale).toBe(1)
        expect(Math.hypot(back.x, back.y)).toBeCloseTo(0)
      },
    ),
  )
})

test('a large picture can be looked at by its dots, a small one four times as large', () => {
  const stage = { width: 100, height: 100 }
  const most = (picture: Frame['picture']) => {
    const frame = { picture, stage }
    return fitted(frame).width * magnified(whole, 1e9, { x: 0, y: 0 }, frame).scale
  }
  expect(most({ width: 5_000, height: 5_000 })).toBe(10_000)
  expect(most({ width: 10, height: 10 })).toBe(40)
})
