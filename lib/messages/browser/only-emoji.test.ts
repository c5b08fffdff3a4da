import { expect, test } from 'vitest'
import { isOnlyEmoji } from './only-emoji.ts'

const all = (texts: string[], find?: (name: string) => object | undefined) =>
  texts.map((text) => isOnlyEmoji(text, find))

test('one to three emoji are large, anything else is not', () => {
  expect(all(['👍', '👩‍👩‍👧 🎉', '🇩🇪🇫🇷❤️', '1️⃣'])).toEqual([true, true, true, true])
  expect(all(['👍👍👍👍', 'ok 👍', '123', ''])).toEqual([false, false, false, false])
})

test('those of the installation count like others, as long as they are there', () => {
  const find = (name: string) => (name === 'party' ? {} : undefined)
  expect(all([':party:', ':party: 🎉', ':party::party: :party:'], find)).toEqual([true, true, true])
  expect(all([':party::party::party:🎉', ':party: ok', ':gone:', ' '], find)).toEqual(Array(4).fill(false))
  expect(all([':party:'])).toEqual([false])
})
