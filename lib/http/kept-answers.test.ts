import { expect, test } from 'vitest'
import { keepAnswers } from './kept-answers.ts'

const megabyte = 'x'.repeat(1_048_576)

/** Asks for an answer of one version; says whether it was made anew. */
async function isMade(
  kept: ReturnType<typeof keepAnswers>,
  key: string,
  { version = '1' as string | null, stamp = null as number | null, answer = '' } = {},
) {
  let made = false
  await kept(key, {
    stamp,
    version: async () => version ?? '1',
    make: async () => {
      made = true
      return { answer, version }
    },
  })
  return made
}

test('an answer is kept for one version, and for one stamp without asking for that', async () => {
  const kept = keepAnswers()
  expect(await isMade(kept, 'a', { stamp: 1 })).toBe(true)
  expect(await isMade(kept, 'a', { stamp: 2 })).toBe(false)
  expect(await isMade(kept, 'a', { stamp: 2, version: '2' }), 'nothing was written').toBe(false)
  expect(await isMade(kept, 'a', { stamp: 3, version: '2' })).toBe(true)
  expect(await isMade(kept, 'a', { version: '3' }), 'no stamp is no proof').toBe(true)
})

test('one whose version is not known is not kept', async () => {
  const kept = keepAnswers()
  await isMade(kept, 'a', { version: null })
  expect(await isMade(kept, 'a')).toBe(true)
})

test('all together take no more than they may, with what they are known by', async () => {
  const kept = keepAnswers()
  const answer = megabyte
  for (let i = 0; i < 40; i++) await isMade(kept, `${i}`, { answer })
  expect(await isMade(kept, '0', { answer }), 'the first ones made room').toBe(true)
  expect(await isMade(kept, '39', { answer })).toBe(false)
  for (let i = 0; i < 20; i++) await isMade(kept, `${i} ${megabyte}`)
  expect(await isMade(kept, '39', { answer })).toBe(true)
})
