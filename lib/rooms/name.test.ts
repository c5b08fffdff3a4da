import { createFormatter } from 'use-intl/core'
import { expect, test } from 'vitest'
import { english, englishFormats } from '#lib/words/english.ts'
import { roomNameIn } from './name.ts'

const people = ['Ana', 'Ben', 'Eve'].map((name) => ({ id: name, name, avatarUrl: null }))

test('a direct room is called by its people, as the language lists them, or what it is when all have gone', () => {
  const roomName = roomNameIn(english, englishFormats)
  expect(roomName({ name: 'Kitchen' })).toBe('Kitchen')
  expect(roomName({ name: '', people })).toBe('Ana, Ben, Eve')
  expect(roomName({ name: '', people: [] })).toBe('Direct room')
  const german = createFormatter({ locale: 'de', timeZone: 'UTC' })
  expect(roomNameIn(english, german)({ name: '', people })).toBe('Ana, Ben und Eve')
})
