import { expect, test } from 'vitest'
import { obey } from '../components/messages/composer/obey.ts'

const ways = {
  room: { id: 'one', visibility: 'public', isActive: true, role: 'member' },
  messageId: undefined,
  openCall: null,
  changed: () => {},
} as const

test('a poll of more choices than there may be is refused, and loses none of its lines', async () => {
  const words = (count: number) => ['Which?', ...Array.from({ length: count }, (_, at) => `${at}`)].join('\n')
  expect(await obey({ name: 'poll', words: words(10) }, ways)).toMatchObject({ what: 'poll' })
  expect(await obey({ name: 'poll', words: words(11) }, ways)).toEqual({
    what: 'refused',
    why: 'manyChoices',
  })
})
