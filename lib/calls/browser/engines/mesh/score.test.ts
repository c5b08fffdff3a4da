import { describe, expect, it } from 'vitest'
import { type Quality, scoreOf, steady, together, withLack } from './score.ts'

const score = (quality: Partial<Quality>) =>
  scoreOf({ lost: 0, concealed: 0, frozen: 0, roundTripMs: 40, ...quality })

describe('the score of what is received', () => {
  it('is full when nothing is amiss', () => {
    expect(score({})).toBe(100)
    expect(score({ roundTripMs: null })).toBe(100)
  })

  it.each([
    ['lost', [0.01, 0.04, 0.08, 0.15, 0.4]],
    ['concealed', [0.01, 0.04, 0.08, 0.15, 0.4]],
    ['frozen', [0.03, 0.2, 0.6, 1, 5]],
    ['roundTripMs', [200, 500, 900, 1_400, 9_000]],
  ] as const)('falls with %s', (part, values) => {
    const scores = values.map((value) => score({ [part]: value }))
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(scores[0]).toBeGreaterThan(90)
    expect(scores.at(-1)).toBeLessThanOrEqual(10)
    expect(scores.at(-1)).toBeGreaterThanOrEqual(0)
  })

  it('is that of the worst part', () => {
    expect(score({ lost: 0.02, concealed: 0.1 })).toBe(50)
  })
})

describe('the score as it is shown', () => {
  it('goes in steps of five', () => {
    expect(steady(null, 93.2)).toBe(95)
    expect(steady(100, 61)).toBe(60)
  })

  it('does not flicker between two steps', () => {
    expect(steady(90, 92.7)).toBe(90)
    expect(steady(95, 92.3)).toBe(95)
    expect(steady(90, 94)).toBe(95)
  })
})

it('is the lower of both directions', () => {
  expect(together(90, 60)).toBe(60)
  expect(together(90, null)).toBe(90)
  expect(together(null, 60)).toBeNull()
})

it('is low when something does not arrive at all', () => {
  expect([withLack(100, 'picture'), withLack(100, 'sound'), withLack(100, 'both')]).toEqual([40, 10, 0])
  expect([withLack(5, 'sound'), withLack(85, null), withLack(null, 'both')]).toEqual([5, 85, null])
})
