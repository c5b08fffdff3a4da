import { createStore, type Store } from '#lib/store.ts'
import { isBlank } from '#lib/text/signs.ts'
import { excerptOf } from '../excerpt.ts'
import type { Message } from '../schema.ts'
import type { Pending } from './outbox.ts'
import { readWritten, type Written } from './written.ts'

/** What somebody began to write: the text as typed, with names and whom they mean, and what goes with it. */
export type Draft = Pick<Pending, 'replyTo' | 'attachments' | 'previews'> & Written

const nothing: Draft = { text: '', people: [], replyTo: null, attachments: [], previews: [] }
const keyOf = (viewerId: string, place: string) => `rooms.draft.${viewerId}.${place}`
/** A room, or a thread in it. */
export const threadPlace = (roomId: string, firstId: string): string => `${roomId}.${firstId}`

const isEmpty = ({ text, attachments }: Draft): boolean => isBlank(text) && attachments.length === 0

/** A message as the answer to it shows it. */
export const quoteOf = (message: Message): NonNullable<Draft['replyTo']> => ({
  id: message.id,
  seq: message.seq,
  authorName: message.author.name,
  excerpt: excerptOf(message),
})

const open = new Map<string, Store<Draft> & { clear: () => void }>()

/**
 * The draft of one place, the same wherever it is asked for. It stays in this
 * browser across reloads until it is sent.
 */
export const draftOf = (viewerId: string, place: string) => {
  const key = keyOf(viewerId, place)
  const known = open.get(key)
  if (known) return known
  if (open.size === 0) window.addEventListener('storage', follow)
  const store = createStore<Draft>(load(key))
  store.subscribe(() => {
    if (key !== following) save(key, store.get())
    for (const tell of listeners) tell()
  })
  const draft = { ...store, clear: () => store.set(nothing) }
  open.set(key, draft)
  return draft
}

/** Another tab wrote on, or sent it: the same words must not wait here to be sent again. */
const follow = ({ key }: StorageEvent) => {
  if (key === null) return
  // What is followed is not saved again: the other tab may have written on since.
  following = key
  open.get(key)?.set(load(key))
  following = null
}

let following: string | null = null

const load = (key: string): Draft => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    return { ...nothing, ...(kept as Partial<Draft>), ...readWritten(kept) }
  } catch {
    return nothing // Storage is forbidden, or holds what another version wrote.
  }
}

const save = (key: string, draft: Draft) => {
  try {
    if (isEmpty(draft) && draft.replyTo === null) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // Full or forbidden: the draft lives as long as the page.
  }
}

const listeners = new Set<() => void>()

/** Hears of every change of a draft, in this tab and in the others. Returns how to stop. */
export const subscribeToDrafts = (listener: () => void): (() => void) => {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

let drafted: ReadonlySet<string> = new Set()

/**
 * The rooms with something begun in them or in their threads. The same set as long as
 * nothing changes, for useSyncExternalStore.
 */
export const draftedRooms = (viewerId: string): ReadonlySet<string> => {
  const now = new Set(places(keyOf(viewerId, '')))
  if (now.size !== drafted.size || [...now].some((room) => !drafted.has(room))) drafted = now
  return drafted
}

const places = (prefix: string): string[] => {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix) && !isEmpty(load(key)))
      .map((key) => key.slice(prefix.length).split('.')[0] ?? '')
  } catch {
    return []
  }
}
