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
}
const [me, ana, bob] = [camera('me'), camera('ana'), camera('bob')]

describe('what stands large', () => {
  test('in the grid everybody, and no strip', () => {
    expect(arrange(call)).toEqual({ large: [me, ana, bob], strip: [] })
  })
  test('the screens of others, people beside them', () => {
    expect(arrange({ ...call, screens: ['ana', 'bob'] })).toEqual({
      large: [screen('ana'), screen('bob')],
      strip: [me, ana, bob],
    })
    expect(arrange({ ...call, screens: ['ana', 'bob'], layout: 'speaker' }).large, 'the latest').toEqual([
      screen('bob'),
    ])
  })
  test('never one’s own screen by itself', () => {
    expect(arrange({ ...call, screens: ['me'] })).toEqual({
      large: [screen('me'), me, ana, bob],
      strip: [],
    })
  })
  test('who speaks; before anybody has spoken, somebody else than oneself', () => {
    const speaking = { ...call, layout: 'speaker' as const }
    expect(arrange({ ...speaking, speaker: 'bob' })).toEqual({ large: [bob], strip: [me, ana] })
    expect(arrange(speaking)).toEqual({ large: [ana], strip: [me, bob] })
    expect(arrange({ ...speaking, people: ['me'] }), 'alone').toEqual({ large: [me], strip: [] })
    expect(arrange({ ...speaking, speaker: 'gone' }).large).toEqual([ana])
  })
  test('what is pinned, before all else, as long as it is there', () => {
    const pinned = { ...call, screens: ['ana'], pinned: bob }
    expect(arrange(pinned)).toEqual({ large: [bob], strip: [screen('ana'), me, ana] })
    expect(arrange({ ...pinned, people: ['me', 'ana'] }).large).toEqual([screen('ana')])
    expect(arrange({ ...pinned, pinned: screen('me'), screens: ['me'] }).large).toEqual([screen('me')])
  })
})

test('the speaker stays while they speak, is never oneself, and stays in silence', () => {
  expect(nextSpeaker(null, new Set(['me']), 'me')).toBe(null)
  expect(nextSpeaker(null, new Set(['me', 'ana']), 'me')).toBe('ana')
  expect(nextSpeaker('ana', new Set(['bob', 'ana']), 'me')).toBe('ana')
  expect(nextSpeaker('ana', new Set(['bob']), 'me')).toBe('bob')
  expect(nextSpeaker('ana', new Set(), 'me')).toBe('ana')
})
