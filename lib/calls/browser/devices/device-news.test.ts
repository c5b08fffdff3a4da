import { createFormatter } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import { english } from '#lib/words/english.ts'
import { arrivals, type DeviceNews, newsWords as wordsOf } from './device-news.ts'
import { type DeviceLists, noDevices, speakerOf } from './devices.ts'

const one = (id: string) => ({ id, name: `The ${id}` })
const lists = (some: Partial<DeviceLists>): DeviceLists => ({ ...noDevices, ...some })

const { list } = createFormatter({ locale: 'en' })
const newsWords = (news: DeviceNews) =>
  wordsOf(english, (words) => list(words, { type: 'conjunction' }), news)

describe('devices that arrive', () => {
  it('are offered, and those that were chosen are told apart', () => {
    const before = lists({ microphone: [one('a')], speaker: [one('x')] })
    const after = lists({ microphone: [one('a'), one('b'), one('c')], speaker: [one('x'), one('y')] })
    const { returned, plugged } = arrivals(before, after, { microphone: 'b' })
    expect(returned).toEqual([{ kind: 'microphone', ...one('b') }])
    expect(plugged).toEqual([
      { kind: 'microphone', ...one('c') },
      { kind: 'speaker', ...one('y') },
    ])
  })

  it('are none when a device went away, or only the system changed its mind', () => {
    const before = lists({ microphone: [one('a'), one('b')] })
    const after = lists({ microphone: [one('default'), one('communications'), one('a')] })
    expect(arrivals(before, after, {})).toEqual({ returned: [], plugged: [] })
  })
})

describe('words of it', () => {
  it('name what took over, or that nothing did', () => {
    expect(newsWords({ what: 'unplugged', kind: 'microphone', now: 'Desk' })).toBe(
      'Your microphone was unplugged. Now using Desk.',
    )
    expect(newsWords({ what: 'unplugged', kind: 'camera', now: null })).toBe('Your camera was unplugged.')
    expect(newsWords({ what: 'returned', kind: 'speaker', now: 'Desk' })).toContain('using Desk again')
  })

  it('say a headset once', () => {
    const found = (['microphone', 'speaker'] as const).map((kind) => ({ kind, id: kind, name: 'Headset' }))
    expect(newsWords({ what: 'plugged', found })).toBe('New microphone and speaker: Headset.')
  })
})

it('a chosen speaker that is away leaves the choice to the system', () => {
  const chosen = { speaker: 'y' }
  expect(speakerOf({ chosen, lists: lists({ speaker: [one('x'), one('y')] }) })).toBe('y')
  expect(speakerOf({ chosen, lists: lists({ speaker: [one('x')] }) })).toBe('')
})
