import { api } from '#lib/http/browser/client.ts'
import { allowed } from '#lib/limits.ts'
import type { Store } from '#lib/store.ts'
import type { LinkPreview } from '../schema.ts'

/** Where the cards wait for their message, beside the text they come from. */
type Draft = Pick<Store<{ text: string; previews: LinkPreview[] }>, 'get' | 'set' | 'subscribe'>
type Look = (url: string) => Promise<LinkPreview | null>
/** Tells which addresses a text links to once it is sent. */
type Reader = (text: string) => string[]

const pauseMs = 500

const ask: Look = (url) => api('POST /previews', { body: { url } })

/** Whether it is worth to read a text at all: what reads messages is code that comes later. */
const mayLink = (text: string) => /:\/\/|www\./i.test(text)

/**
 * Shows while somebody writes what the links in the text show of themselves. A card comes when writing
 * pauses, goes with its link, and what was dismissed stays away until the message is sent. A card that comes
 * too late for its message is not sent after it.
 */
export const followLinks = (draft: Draft, loadReader: () => Promise<Reader>, look = ask) => {
  const asked = new Set(draft.get().previews.map(({ url }) => url))
  let pause: ReturnType<typeof setTimeout> | undefined
  let text = draft.get().text
  let read: Reader | undefined
  /** Null while that cannot be told yet. */
  const links = (): string[] | null => {
    if (!allowed().linkPreviews || !mayLink(draft.get().text)) return []
    return read?.(draft.get().text) ?? null
  }

  const show = async (url: string) => {
    asked.add(url)
    // Not to be had for now is as good as none: a link is no fault of the writer's.
    const card = await look(url).catch(() => null)
    const { previews } = draft.get()
    // Another tab with the same draft may have been faster.
    const shown = previews.some((one) => one.url === url)
    if (card && asked.has(url) && links()?.includes(url) && !shown)
      draft.set({ previews: [...previews, card] })
  }
  const follow = async () => {
    if (links() === null) {
      read = await loadReader().catch(() => undefined)
      drop()
    }
    for (const url of links() ?? []) if (!asked.has(url)) void show(url)
  }
  /** Cards go with their links. */
  const drop = () => {
    const now = links()
    if (now === null) return
    const staying = draft.get().previews.filter(({ url }) => now.includes(url))
    for (const { url } of draft.get().previews) if (!now.includes(url)) asked.delete(url)
    if (staying.length < draft.get().previews.length) draft.set({ previews: staying })
  }
  const changed = () => {
    if (draft.get().text === text) return
    text = draft.get().text
    if (text === '') asked.clear()
    drop()
    clearTimeout(pause)
    pause = setTimeout(() => void follow(), pauseMs)
  }

  return {
    /** Starts following; returns how to stop. */
    open: () => {
      const stop = draft.subscribe(changed)
      return () => {
        clearTimeout(pause)
        stop()
      }
    },
    dismiss: (id: string) => draft.set({ previews: draft.get().previews.filter((card) => card.id !== id) }),
  }
}
