import { describe, expect, test } from 'vitest'
import { arrange, nextSpeaker, type View } from './layout.ts'

const camera = (participantId: string): View => ({ participantId, kind: 'camera' })
const screen = (participantId: string): View => ({ participantId, kind: 'screen' })
const call = {
  people: ['me', 'ana', 'bob'],
  screens: [] as string[],
  layout: 'grid' as const,
  pinned: null,
  speaker: null,
  me: 'me',
  own: 'beside' as const,
}
const [me, ana, bob] = [camera('me'), camera('ana'), camera('bob')]

describe('what stands large', () => {
  test('in the grid everybody, and no strip', () => {
    expect(arrange(call)).toEqual({ large: [me, ana, bob], strip: [], corner: null })
  })
  test('the screens of others, people beside them', () => {
    expect(arrange({ ...call, screens: ['ana', 'bob'] })).toEqual({
      large: [screen('ana'), screen('bob')],
      strip: [me, ana, bob],
      corner: null,
    })
    expect(arrange({ ...call, screens: ['ana', 'bob'], layout: 'speaker' }).large, 'the latest').toEqual([
      screen('bob'),
    ])
  })
  test('never one’s own screen by itself', () => {
    expect(arrange({ ...call, screens: ['me'] })).toEqual({
      large: [screen('me'), me, ana, bob],
      strip: [],
      corner: null,
    })
  })
  test('who speaks; before anybody has spoken, somebody else than oneself', () => {
    const speaking = { ...call, layout: 'speaker' as const }
    expect(arrange({ ...speaking, speaker: 'bob' })).toEqual({ large: [bob], strip: [me, ana], corner: null })
    expect(arrange(speaking)).toEqual({ large: [ana], strip: [me, bob], corner: null })
    expect(arrange({ ...speaking, people: ['me'] }), 'alone').toEqual({
      large: [me],
      strip: [],
      corner: null,
    })
    expect(arrange({ ...speaking, speaker: 'gone' }).large).toEqual([ana])
  })
  test('what is pinned, before all else, as long as it is there', () => {
    const pinned = { ...call, screens: ['ana'], pinned: bob }
    expect(arrange(pinned)).toEqual({ large: [bob], strip: [screen('ana'), me, ana], corner: null })
    expect(arrange({ ...pinned, people: ['me', 'ana'] }).large).toEqual([screen('ana')])
    expect(arrange({ ...pinned, pinned: screen('me'), screens: ['me'] }).large).toEqual([screen('me')])
  })
})

describe('oneself', () => {
  test('stands in the corner or nowhere, as long as others are there', () => {
    expect(arrange({ ...call, own: 'small' })).toEqual({ large: [ana, bob], strip: [], corner: me })
    expect(arrange({ ...call, own: 'hidden' })).toEqual({ large: [ana, bob], strip: [], corner: null })
    expect(arrange({ ...call, own: 'hidden', people: ['me'] }).large).toEqual([me])
    expect(arrange({ ...call, own: 'small', layout: 'speaker' }).strip).toEqual([bob])
  })
  test('is large when pinned all the same', () => {
    expect(arrange({ ...call, own: 'small', pinned: me })).toEqual({
      large: [me],
      strip: [ana, bob],
      corner: null,
    })
  })
})

test('the speaker stays while they speak, is never oneself, and stays in silence', () => {
  expect(nextSpeaker(null, new Set(['me']), 'me')).toBe(null)
  expect(nextSpeaker(null, new Set(['me', 'ana']), 'me')).toBe('ana')
  expect(nextSpeaker('ana', new Set(['bob', 'ana']), 'me')).toBe('ana')
  expect(nextSpeaker('ana', new Set(['bob']), 'me')).toBe('bob')
  expect(nextSpeaker('ana', new Set(), 'me')).toBe('ana')
})
