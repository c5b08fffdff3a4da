import { expect, test } from 'vitest'
import type { Message } from '../schema.ts'
import { rowsOf } from './rows.ts'

const at = (minute: number, seq: number, author: string, kind: Message['kind'] = 'text') =>
  ({
    id: `id${seq}`,
    seq,
    kind,
    clientId: null,
    author: { id: author, name: author, avatarUrl: null },
    createdAt: new Date(2026, 0, 1, 10, minute).toISOString(),
    deletedAt: null,
  }) as Message

const shown = { hasBefore: false, pending: [], viewerId: 'me', dividerSeq: null }
const shape = (messages: Message[], more: Partial<typeof shown> | { dividerSeq: number } = {}) =>
  rowsOf({ ...shown, messages, ...more })
    .filter(({ kind }) => kind !== 'beginning')
    .map((row) => (row.kind === 'message' ? `${row.message.seq}${row.grouped ? '+' : ''}` : row.kind))

test('groups one author within five minutes; another author or a system line breaks the group', () => {
  const messages = [
    at(0, 1, 'ana'),
    at(4, 2, 'ana'),
    at(10, 3, 'ana'),
    at(11, 4, 'ben'),
    at(12, 5, 'ben', 'system'),
    at(13, 6, 'ben'),
  ]
  expect(shape(messages)).toEqual(['day', '1', '2+', '3', '4', '5', '6'])
})

test('what somebody does names them, whatever they said before', () => {
  const action = { ...at(1, 2, 'ana'), content: '/me waves' }
  expect(shape([at(0, 1, 'ana'), action, at(2, 3, 'ana')])).toEqual(['day', '1', '2', '3+'])
})

test('a new day has its line', () => {
  expect(shape([at(0, 1, 'ana'), at(24 * 60, 2, 'ana')])).toEqual(['day', '1', 'day', '2'])
})

test('the divider stands before the first unread message of somebody else', () => {
  expect(
    shape([at(0, 1, 'ana'), at(1, 2, 'me'), at(2, 3, 'ana'), at(3, 4, 'ana')], { dividerSeq: 2 }),
  ).toEqual(['day', '1', '2', 'new', '3', '4+'])
})

test('the divider does not stand before what was deleted', () => {
  const gone = (message: Message) => ({ ...message, deletedAt: message.createdAt })
  const [one, two, three] = [at(0, 1, 'me'), gone(at(1, 2, 'ana')), at(2, 3, 'ana')]
  expect(shape([one, two, three], { dividerSeq: 2 })).toEqual(['day', '1', '2', 'new', '3'])
  expect(shape([one, two], { dividerSeq: 2 })).toEqual(['day', '1', '2'])
})

test('pending messages come last and keep their key when they are stored', () => {
  const pending = {
    clientId: 'c1',
    roomId: 'garden',
    content: 'hi',
    replyTo: null,
    attachments: [],
    previews: [],
    createdAt: at(3, 9, 'me').createdAt,
    refused: null,
  }
  const rows = rowsOf({ ...shown, messages: [at(0, 1, 'ana')], pending: [pending] })
  expect(rows.at(-1)).toMatchObject({ kind: 'pending', key: 'c1', grouped: false })
  const stored = { ...at(3, 2, 'me'), clientId: 'c1' }
  expect(rowsOf({ ...shown, messages: [stored] }).at(-1)?.key).toBe('c1')
})

test('what stands is the same before and after the page above it is loaded', () => {
  const [older, newer] = [
    [at(0, 1, 'ana'), at(1, 2, 'ana')],
    [at(2, 3, 'ana'), at(3, 4, 'ana'), at(4, 5, 'ben')],
  ]
  expect(shape(newer, { hasBefore: true })).toEqual(['4+', '5'])
  expect(shape([...older, ...newer])).toEqual(['day', '1', '2+', '3+', '4+', '5'])
})
