import { expect, test } from 'vitest'
import { commandIn, commandsFor, escapedIn, pollIn } from './commands.ts'

test.each([
  ['/call', { name: 'call', words: '' }],
  ['/topic  Tea and cake ', { name: 'topic', words: 'Tea and cake' }],
  ['/remind in 20 minutes', { name: 'remind', words: 'in 20 minutes' }],
  ['/poll Tea?\nGreen\nBlack', { name: 'poll', words: 'Tea?\nGreen\nBlack' }],
  ['/poll', { name: 'poll', words: '' }],
])('%j is a command', (text, command) => {
  expect(commandIn(text)).toEqual(command)
})

test.each([
  '/me waves',
  '/etc/hosts',
  '/topics are many',
  '/topic/x',
  '/Topic x',
  '/call me later',
  ' /call',
  '//topic x',
  '/',
  '',
  '/unknown',
  '/constructor',
])('%j is sent as it was typed', (text) => {
  expect(commandIn(text)).toBeNull()
})

test('two slashes make a text of a command, and of nothing else', () => {
  expect(escapedIn('//topic x')).toBe('/topic x')
  expect(escapedIn('//me waves')).toBe('\\/me waves')
  for (const text of ['//server/share', '// a remark', '/topic x', '///topic x', 'a //topic'])
    expect(escapedIn(text)).toBeNull()
})

test('only what can be used is offered', () => {
  const room = { visibility: 'public', isActive: true, role: 'member', hasCall: false } as const
  const names = (here: Parameters<typeof commandsFor>[1], begun = '') =>
    commandsFor(begun, here).map(({ name }) => name)
  expect(names(room)).toEqual(['me', 'remind', 'poll'])
  expect(names({ ...room, role: 'owner', hasCall: true })).toEqual(['me', 'call', 'topic', 'remind', 'poll'])
  expect(names({ ...room, visibility: 'direct', role: 'owner' })).toEqual(['me', 'remind', 'poll'])
  expect(names(room, 're')).toEqual(['remind'])
})

test('a poll is a question, and choices in lines', () => {
  expect(pollIn('Tea? \n Green\n\nBlack')).toEqual({ question: 'Tea?', choices: ['Green', 'Black'] })
  expect(pollIn('')).toEqual({ question: '', choices: [] })
  const lines = Array.from({ length: 12 }, (_, at) => `Choice ${at}`)
  expect(pollIn(['Which?', ...lines].join('\n')).choices, 'no line is lost').toEqual(lines)
})
