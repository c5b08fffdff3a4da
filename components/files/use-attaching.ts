import { type ClipboardEvent, useEffect, useMemo, useState } from 'react'
import { useStore } from '#components/ui/use-store.ts'
import { givenBy } from '#lib/files/browser/given.ts'
import { stagingOf } from '#lib/files/browser/staging.ts'
import type { Attachment } from '#lib/files/schema.ts'
import { allowed } from '#lib/limits.ts'
import { followLinks } from '#lib/previews/browser/link-previews.ts'
import type { LinkPreview } from '#lib/previews/schema.ts'
import type { Store } from '#lib/store.ts'

type Draft = Store<{
  text: string
  attachments: Attachment[]
  previews: LinkPreview[]
}>
export type Attaching = ReturnType<typeof useAttaching>

/** Longer than this, a pasted text is perhaps better a file. */
const longPasteChars = 4_000

/**
 * What goes with the message of a draft: files that are pasted,
 * dropped or chosen, and the cards of its links.
 */
export function useAttaching(draft: Draft, loadReader: Parameters<typeof followLinks>[1]) {
  const staging = stagingOf(draft)
  const { coming, complaints } = useStore(staging)
  const { text, attachments, previews } = useStore(draft)
  const links = useMemo(() => followLinks(draft, loadReader), [draft, loadReader])
  useEffect(() => links.open(), [links])
  /** A long text just pasted, as long as it stands in the draft. */
  const [long, setLong] = useState<string | null>(null)

  const asFile = (words: string) => staging.add([new File([words], 'pasted.txt', { type: 'text/plain' })])
  const pasted = (event: ClipboardEvent) => {
    const files = Array.from(event.clipboardData.files)
    const words = event.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n')
    // A spreadsheet gives its cells as text and as a picture: it is the text that is meant.
    if (files.length > 0 && words === '') {
      event.preventDefault()
      void givenBy(event.clipboardData).then((given) => staging.add(given.files, given.complaints))
    } else if (words.length + text.length > allowed().messageChars) {
      event.preventDefault()
      asFile(words)
    } else if (words.length > longPasteChars) setLong(words)
  }

  const kept = long !== null && text.includes(long) ? long : null
  return {
    staging,
    coming,
    complaints,
    attachments,
    previews,
    isComing: coming.length > 0,
    /** Whether there is anything of it to see. */
    isShown: kept !== null || [coming, complaints, attachments, previews].some(({ length }) => length > 0),
    pasted,
    dismissPreview: links.dismiss,
    long: kept,
    keepLong: () => setLong(null),
    longToFile: () => {
      if (long === null) return
      draft.set({ text: text.replace(long, () => '') })
      asFile(long)
      setLong(null)
    },
  }
}
