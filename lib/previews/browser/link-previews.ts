import { api } from '#lib/http/browser/client.ts'
import { allowed } from '#lib/limits.ts'
import type { Store } from '#lib/store.ts'
import { trimEnd } from '#lib/trim-end.ts'
import type { LinkPreview } from '../schema.ts'

/** Where the cards wait for their message, beside the text they come from. */
type Draft = Pick<Store<{ text: string; previews: LinkPreview[] }>, 'get' | 'set' | 'subscribe'>
type Look = (url: string) => Promise<LinkPreview | null>

const pauseMs = 500
const maxCards = 3

const ask: Look = (url) => api('POST /previews', { body: { url } })

/** The first few addresses of the web in a text, each once, and none of this site. */
export const linksIn = (text: string, origin: string): string[] => {
  const found = Array.from(text.matchAll(/https?:\/\/[^\s<>()[\]"`]+/gi), ([link]) =>
    URL.parse(trimEnd(link, /[.,;:!?'*_]/)),
  )
  const links = found.filter((url) => url !== null && url.origin !== origin).map((url) => url?.href ?? '')
  return [...new Set(links)].slice(0, maxCards)
}

/**
 * Shows while somebody writes what the links in the text show of themselves. A card comes when writing
 * pauses, goes with its link, and what was dismissed stays away until the message is sent. A card that comes
 * too late for its message is not sent after it.
 */
export const followLinks = (draft: Draft, origin: string, look = ask) => {
  const asked = new Set(draft.get().previews.map(({ url }) => url))
  let pause: ReturnType<typeof setTimeout> | undefined
  let text = draft.get().text
  const links = () => (allowed().linkPreviews ? linksIn(draft.get().text, origin) : [])

  const show = async (url: string) => {
    asked.add(url)
    // Not to be had for now is as good as none: a link is no fault of the writer's.
    const card = await look(url).catch(() => null)
    const { previews } = draft.get()
    // Another tab with the same draft may have been faster.
    const shown = previews.some((one) => one.url === url)
    if (card && asked.has(url) && links().includes(url) && !shown)
      draft.set({ previews: [...previews, card] })
  }
  const follow = () => {
    const now = links()
    for (const url of now) if (!asked.has(url)) void show(url)
  }
  const changed = () => {
    if (draft.get().text === text) return
    text = draft.get().text
    if (text === '') asked.clear()
    const now = links()
    const staying = draft.get().previews.filter(({ url }) => now.includes(url))
    for (const { url } of draft.get().previews) if (!now.includes(url)) asked.delete(url)
    if (staying.length < draft.get().previews.length) draft.set({ previews: staying })
    clearTimeout(pause)
    pause = setTimeout(follow, pauseMs)
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
