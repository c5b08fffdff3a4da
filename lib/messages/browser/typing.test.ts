import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createTypingTeller, createTypists } from './typing.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('telling that the viewer types', () => {
  test('once for many keys, again after a while, and once at the end', () => {
    const told: boolean[] = []
    const teller = createTypingTeller((typing) => told.push(typing))
    for (const text of ['h', 'he', 'hel']) teller.typed(text)
    expect(told).toEqual([true])
    vi.advanceTimersByTime(3_000)
    teller.typed('hell')
    expect(told).toEqual([true, true])
    teller.typed('')
    teller.stopped()
    expect(told).toEqual([true, true, false])
  })
})

describe('hearing who types', () => {
  test('never the viewer, and nobody for longer than five seconds', () => {
    let shown: string[] = []
    const typists = createTypists('me', (ids) => {
      shown = ids
    })
    typists.heard(['me', 'ana', 'ben'])
    expect(shown).toEqual(['ana', 'ben'])
    typists.posted('ana')
    expect(shown).toEqual(['ben'])
    vi.advanceTimersByTime(5_000)
    expect(shown).toEqual([])
  })
})
