import { expect, test } from 'vitest'
import { fitted, placed } from './paint.ts'

test('the whole stage is fitted into the canvas, in the middle', () => {
  const stage = { x: 100, y: 50, width: 400, height: 400 }
  expect(fitted(stage, stage, { width: 1280, height: 720 })).toEqual({
    x: 280,
    y: 0,
    width: 720,
    height: 720,
  })
  const corner = { x: 300, y: 250, width: 200, height: 200 }
  expect(fitted(corner, stage, { width: 800, height: 400 })).toEqual({
    x: 400,
    y: 200,
    width: 200,
    height: 200,
  })
})

test('a picture fills its box, cut at the sides; a screen stands whole in it', () => {
  const box = { x: 0, y: 0, width: 100, height: 100 }
  const wide = { width: 400, height: 200 }
  expect(placed(wide, box, 'cover')).toEqual({
    from: { x: 100, y: 0, width: 200, height: 200 },
    to: { x: 0, y: 0, width: 100, height: 100 },
  })
  expect(placed(wide, box, 'contain')).toEqual({
    from: { x: 0, y: 0, width: 400, height: 200 },
    to: { x: 0, y: 25, width: 100, height: 50 },
  })
})
