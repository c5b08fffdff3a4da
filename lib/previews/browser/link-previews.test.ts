import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createStore } from '#lib/store.ts'
import type { LinkPreview } from '../schema.ts'
import { followLinks } from './link-previews.ts'

const cardOf = (url: string): LinkPreview => ({
  id: url,
  url,
  title: url,
  description: '',
  siteName: '',
  image: null,
})

/** Stands for what reads messages: every address with its end. */
const read = (text: string) => (text.match(/https:\S+/g) ?? []).map((url) => `${url}/`)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function begin() {
  const draft = createStore<{ text: string; previews: LinkPreview[] }>({ text: '', previews: [] })
  const looks: string[] = []
  const cards = followLinks(
    draft,
    async () => read,
    async (url) => {
      looks.push(url)
      if (url.includes('silent')) throw new Error('shows nothing')
      return cardOf(url)
    },
  )
  cards.open()
  const write = async (text: string) => {
    draft.set({ text })
    await vi.advanceTimersByTimeAsync(600)
  }
  return { draft, looks, cards, write, shown: () => draft.get().previews.map(({ url }) => url) }
}

test('a card comes when writing pauses, and goes with its link', async () => {
  const { draft, looks, write, shown } = begin()
  for (const text of ['https://a.te', 'https://a.tes', 'https://a.test']) draft.set({ text })
  await write('https://a.test')
  expect([looks, shown()]).toEqual([['https://a.test/'], ['https://a.test/']])
  await write('https://silent.test')
  expect(shown()).toEqual([])
  await write('https://silent.test and more')
  expect(looks, 'asked once').toEqual(['https://a.test/', 'https://silent.test/'])
})

test('what was dismissed stays away until the message is sent', async () => {
  const { cards, write, shown } = begin()
  await write('https://a.test')
  cards.dismiss('https://a.test/')
  await write('https://a.test is nice')
  expect(shown()).toEqual([])
  await write('')
  await write('https://a.test')
  expect(shown()).toEqual(['https://a.test/'])
})

test('a card that comes after its message was sent is thrown away', async () => {
  const { draft, shown } = begin()
  draft.set({ text: 'https://a.test' })
  await vi.advanceTimersByTimeAsync(500)
  draft.set({ text: '', previews: [] })
  await vi.advanceTimersByTimeAsync(600)
  expect(shown()).toEqual([])
})
