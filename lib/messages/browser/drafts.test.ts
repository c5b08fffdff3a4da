import { beforeEach, expect, test, vi } from 'vitest'
import { draftedRooms, draftOf, quoteOf, subscribeToDrafts, threadPlace } from './drafts.ts'

const kept = new Map<string, string>()
/** As a browser's: its keys are its own properties. */
const storage = new Proxy(
  {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  },
  {
    ownKeys: () => [...kept.keys()],
    getOwnPropertyDescriptor: (_, key) => ({
      value: kept.get(String(key)),
      enumerable: true,
      configurable: true,
    }),
  },
)

vi.stubGlobal('localStorage', storage)
vi.stubGlobal('window', new EventTarget())

beforeEach(() => kept.clear())

test('a draft is kept for the next page with what it answers, and is gone once it is sent', () => {
  const author = { id: 'a', name: 'Ana', avatarUrl: null }
  const question = { id: 'm', seq: 3, author, content: 'Coming?', attachments: [] }
  draftOf('me', 'kept').set({ text: 'ye', replyTo: quoteOf(question as never) })
  const [[key, value] = ['', '']] = kept
  expect(JSON.parse(value)).toMatchObject({ text: 'ye', replyTo: { id: 'm', authorName: 'Ana' } })
  kept.set(key.replace('kept', 'again'), value)
  expect(draftOf('me', 'again').get()).toEqual(draftOf('me', 'kept').get())
  draftOf('me', 'kept').clear()
  expect(kept.has(key)).toBe(false)
  expect(draftOf('me', 'kept').get()).toMatchObject({ text: '', replyTo: null })
})

test('the sidebar hears which rooms hold a draft, in themselves or in a thread', () => {
  const heard = vi.fn()
  const stop = subscribeToDrafts(heard)
  const before = draftedRooms('me')
  expect([...before]).toEqual([])
  draftOf('me', 'room').set({ text: 'a' })
  draftOf('me', threadPlace('other', 'first')).set({ text: 'b' })
  draftOf('you', 'yours').set({ text: 'c' })
  expect(heard).toHaveBeenCalledTimes(3)
  expect([...draftedRooms('me')]).toEqual(['room', 'other'])
  expect(draftedRooms('me'), 'the same while nothing changes').toBe(draftedRooms('me'))
  draftOf('me', 'room').set({ text: ' ' })
  expect([...draftedRooms('me')]).toEqual(['other'])
  stop()
})

test('what another version kept does no harm', () => {
  kept.set('rooms.draft.me.broken', '{"text": ')
  expect(draftOf('me', 'broken').get().text).toBe('')
})

test('what another tab writes or sends is followed', () => {
  const draft = draftOf('me', 'both')
  draft.set({ text: 'half' })
  const [key = ''] = kept.keys()
  const told = () => window.dispatchEvent(Object.assign(new Event('storage'), { key }))
  kept.set(key, JSON.stringify({ text: 'half a word' }))
  told()
  expect(draft.get().text).toBe('half a word')
  kept.delete(key)
  told()
  expect(draft.get().text).toBe('')
})

test('what another tab wrote is taken over, and not written again over what it wrote since', () => {
  const draft = draftOf('me', 'shared')
  draft.set({ text: 'mine' })
  const key = [...kept.keys()].find((one) => one.endsWith('shared')) ?? ''
  const theirs = JSON.stringify({ text: 'theirs', attachments: [] })
  const later = JSON.stringify({ text: 'theirs, later', attachments: [] })
  kept.set(key, theirs)
  const write = vi.spyOn(kept, 'set')
  window.dispatchEvent(Object.assign(new Event('storage'), { key }))
  expect([draft.get().text, write.mock.calls]).toEqual(['theirs', []])
  kept.set(key, later)
  window.dispatchEvent(Object.assign(new Event('storage'), { key }))
  expect(draft.get().text).toBe('theirs, later')
  draft.set({ text: 'mine again' })
  expect(JSON.parse(kept.get(key) ?? '')).toMatchObject({ text: 'mine again' })
})

test('whom its names mean is kept, and a draft of before says nothing of it', () => {
  const people = [{ at: 3, name: 'Alex Kim', id: 'second' }]
  draftOf('me', 'people').set({ text: 'hi @Alex Kim', people })
  const [key = '', value = ''] = [...kept].find(([one]) => one.endsWith('people')) ?? []
  kept.set(key.replace('people', 'reloaded'), value)
  expect(draftOf('me', 'reloaded').get()).toMatchObject({ text: 'hi @Alex Kim', people })
  kept.set('rooms.draft.me.old', JSON.stringify({ text: 'hi @Alex Kim', replyTo: null }))
  expect(draftOf('me', 'old').get()).toMatchObject({ text: 'hi @Alex Kim', people: [] })
  // A page of before in another tab keeps what it does not know of, and writes on.
  kept.set('rooms.draft.me.both-pages', JSON.stringify({ text: 'oh, hi @Alex Kim', people }))
  expect(draftOf('me', 'both-pages').get().people).toEqual([])
  draftOf('me', 'people').clear()
  expect(draftOf('me', 'people').get()).toMatchObject({ text: '', people: [] })
})
