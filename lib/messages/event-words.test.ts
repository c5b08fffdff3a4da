import { expect, test } from 'vitest'
import { english } from '#lib/words/english.ts'
import { eventWords } from './event-words.ts'

const ended = (durationMs: number, people = ['a', 'b']) =>
  eventWords(english, 'en', { what: 'call.ended', durationMs, people })

test('a call that began names who began it', () => {
  expect(eventWords(english, 'en', { what: 'call.began', userId: 'a' })).toBe('<@a> started a call')
})

test('a call that ended tells how long it was, and everybody who was there', () => {
  expect(ended(29_000)).toBe('Call of less than a minute with <@a>, <@b>')
  expect(ended(60_000, ['a'])).toBe('Call of one minute with <@a>')
  expect(ended(5 * 60_000, ['a', 'b', 'c'])).toBe('Call of 5 minutes with <@a>, <@b>, <@c>')
  expect(ended(125 * 60_000)).toBe('Call of 2 h 5 min with <@a>, <@b>')
})

test('a call that nobody took says so to both', () => {
  const missed = { what: 'call.ended' as const, durationMs: 29_000, people: ['a'], missed: true }
  expect(eventWords(english, 'en', missed)).toBe('Missed call from <@a>')
  expect(eventWords(english, 'en', missed, 'b')).toBe('Missed call from <@a>')
  expect(eventWords(english, 'en', missed, 'a')).toBe('Missed call: nobody answered')
  expect(eventWords(english, 'en', { ...missed, people: [] })).toBe('Missed call')
})

test('what a newer version tells of is no fault', () => {
  const event = { what: 'call.paused' } as never
  expect(eventWords(english, 'en', event)).toBe('Something happened here that this version cannot tell.')
})
