import { globSync, readFileSync } from 'node:fs'
import { createTranslator } from 'use-intl/core'
import { expect, test } from 'vitest'
import { en } from './en/index.browser.ts'
import { type Refused, refusalWords } from './refusal-words.ts'

const page = createTranslator({ locale: 'en', messages: en })
const words = (refused: Refused) => refusalWords(page as never, refused)

test('what a page refuses by itself it has the English words for', () => {
  const files = globSync('{components,lib}/**/*.{ts,tsx}').filter(
    (file) => /^components|\/browser\/|^lib\/errors/.test(file) && !file.includes('.test.'),
  )
  const reasons = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/new Refusal\(\s*'\w+',\s*'([\w.]+)'/g)].map(
      ([, reason]) => reason,
    ),
  )
  expect(reasons).toContain('unreachable')
  expect(reasons.filter((reason) => !page.has(`refusals.${reason}` as never))).toEqual([])
})

test('what a server refuses is told in the sentence that came with it', () => {
  expect(words({ reason: 'rooms.joinFirst', message: 'Join this room first.' })).toBe('Join this room first.')
  expect(words({ reason: 'unreachable', message: 'unreachable' })).toMatch(/cannot be reached/)
})
