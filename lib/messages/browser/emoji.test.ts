import { expect, test } from 'vitest'
import { emoji as emojiSchema } from '../schema.ts'
import { allEmoji, emojiGroups, findEmoji } from './emoji.ts'
import { emojiBegun } from './emoji-begun.ts'

test('an emoji is named after a colon, from two letters on, never in a time or a word', () => {
  expect([':sm', 'ok (:+1', ':s', '10:30', 'a:smile', ': smile', ':smile:'].map(emojiBegun)).toEqual([
    'sm',
    '+1',
    null,
    null,
    null,
    null,
    null,
  ])
})

test('recent ones come first, then names that begin so, then other words', async () => {
  const all = await allEmoji()
  const found = (sought: string, recent: string[] = []) =>
    findEmoji(all, sought, recent, 8).map(({ emoji }) => emoji)
  expect(found('tada')[0]).toBe('🎉')
  expect(found('+1')[0]).toBe('👍')
  expect(found('smi')).toContain('😄')
  expect(found('smi', ['🥰'])[0]).toBe('🥰')
  expect(found('party')).toContain('🎉')
  expect(found('zzzzzz')).toEqual([])
})

test('all of them can be reacted with, and each has a group', async () => {
  const all = await allEmoji()
  expect(all.length).toBeGreaterThan(1_500)
  expect(all.filter(({ emoji }) => !emojiSchema.safeParse(emoji).success)).toEqual([])
  const groups = new Set<number>(emojiGroups.map(({ group }) => group))
  expect(all.filter(({ group }) => !groups.has(group))).toEqual([])
})
