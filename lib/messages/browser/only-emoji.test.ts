import { expect, test } from 'vitest'
import { isOnlyEmoji } from './only-emoji.ts'

test('one to three emoji are large, anything else is not', () => {
  expect(['👍', '👩‍👩‍👧 🎉', '🇩🇪🇫🇷❤️', '1️⃣'].map(isOnlyEmoji)).toEqual([true, true, true, true])
  expect(['👍👍👍👍', 'ok 👍', '123', ''].map(isOnlyEmoji)).toEqual([false, false, false, false])
})
