import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { profileChange, registration } from '#lib/accounts/schema.ts'
import { settings } from '#lib/instance/schema.ts'
import { messageEdit, newMessage } from '#lib/messages/schema.ts'
import { newRoom, roomChange } from '#lib/rooms/schema.ts'
import { searchQuery } from '#lib/search/schema.ts'
import { parsed } from './parse.ts'

const clientId = '6f0c7a6e-52c7-4b53-9a0e-2d6b3e9f1c11'
const blank = [
  '',
  ' ',
  '\n',
  '\u00a0',
  '\u200b',
  '\u2060',
  '\u2800',
  '\u3164',
  '\u115f',
  '\uffa0',
  '\ufeff',
  '\u0301',
  '\ufe0f',
]
const blanks = fc
  .array(fc.constantFrom(...blank, '\u{e0020}', '\u202e', '\u200d'))
  .map((signs) => signs.join(''))

describe('a text in which nothing can be seen', () => {
  const asks: [what: string, ask: (text: string) => unknown][] = [
    ['the name of a person', (name) => parsed(profileChange, { name }, 'http.request')],
    [
      'the name of who registers',
      (name) =>
        parsed(registration, { email: 'a@example.org', name, password: 'x'.repeat(20) }, 'http.request'),
    ],
    ['the name of a room', (name) => parsed(newRoom, { visibility: 'public', name }, 'http.request')],
    ['the new name of a room', (name) => parsed(roomChange, { name }, 'http.request')],
    ['the name of the installation', (name) => parsed(settings, { name }, 'http.request')],
    ['a message', (content) => parsed(newMessage, { clientId, content }, 'http.command')],
  ]
  test.each(asks)('is not %s', (_, ask) => {
    for (const text of blank)
      expect(() => ask(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
    fc.assert(
      fc.property(blanks, (text) => {
        expect(() => ask(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
      }),
    )
  })

  test('is no text, where there need not be one', () => {
    fc.assert(
      fc.property(blanks, (text) => {
        expect(parsed(roomChange, { description: text }, 'http.request').description).toBe('')
        expect(parsed(messageEdit, { content: text }, 'http.request').content).toBe('')
        expect(parsed(searchQuery, { q: text }, 'http.request').q).toBe('')
        const withFile = { clientId, content: text, attachmentIds: ['a'] }
        expect(parsed(newMessage, withFile, 'http.command').content).toBe('')
      }),
    )
  })
})

test('no text that comes in holds half of a pair', () => {
  const texts = fc
    .string({ unit: 'binary' })
    .chain((text) => fc.constantFrom(`a${text}\ud83d`, `\udc4d${text}a`, `a\ud83d${text}\ud83d`, `a${text}`))
  fc.assert(
    fc.property(texts, (text) => {
      const { content } = parsed(newMessage, { clientId, content: text }, 'http.command')
      expect(content.isWellFormed()).toBe(true)
      expect(content).toBe(text.replaceAll('\0', '').trim().toWellFormed())
      const named = parsed(newRoom, { visibility: 'public', name: `a${text}`.slice(0, 40) }, 'http.request')
      expect(JSON.stringify(named)).not.toMatch(/\\ud[89a-f]/)
    }),
    { numRuns: 1_000 },
  )
})
