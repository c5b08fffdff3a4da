import { type ClipboardEvent, type DragEvent, useRef } from 'react'
import type { Writing } from '#lib/messages/browser/writing.ts'
import { partOf, readWritten, type Written } from '#lib/messages/browser/written.ts'
import { rewrite, selectedIn } from './writing.ts'

/** What is carried within this site beside the text itself: whom its names mean. */
const type = 'application/x-rooms-written'

const carriedIn = (data: DataTransfer): Written | null => {
  try {
    const part = readWritten(JSON.parse(data.getData(type)))
    return part.people.length > 0 ? part : null
  } catch {
    return null // From elsewhere.
  }
}

/**
 * People stay who they are when their names are cut, copied, pasted and dragged, here or to another field.
 */
export const useCarrying = ({ get }: { get: () => Written }, writing: Writing) => {
  const flying = useRef<Written | null>(null)
  const selectedPart = (area: HTMLTextAreaElement) => partOf(get(), area.selectionStart, area.selectionEnd)
  return {
    copied(event: ClipboardEvent<HTMLTextAreaElement>) {
      const area = event.currentTarget
      const part = selectedPart(area)
      if (part.people.length === 0) return
      event.preventDefault()
      event.clipboardData.setData('text/plain', part.text)
      event.clipboardData.setData(type, JSON.stringify(part))
      if (event.type !== 'cut') return
      const { text, from, to } = selectedIn(area)
      rewrite(area, { text: text.slice(0, from) + text.slice(to), from, to: from })
    },
    /** Whether it was carried from here, and so is in its place. */
    pasted(event: ClipboardEvent<HTMLTextAreaElement>): boolean {
      const area = event.currentTarget
      const part = carriedIn(event.clipboardData)
      if (!part) return false
      event.preventDefault()
      const { text, from, to } = selectedIn(area)
      const end = from + part.text.length
      rewrite(area, { text: text.slice(0, from) + part.text + text.slice(to), from: end, to: end })
      writing.mean(part, from)
      return true
    },
    taken(event: DragEvent<HTMLTextAreaElement>) {
      const part = selectedPart(event.currentTarget)
      if (part.people.length > 0) event.dataTransfer.setData(type, JSON.stringify(part))
    },
    dropped(event: DragEvent<HTMLTextAreaElement>) {
      flying.current = carriedIn(event.dataTransfer)
    },
    /** It is in its place, which ends here. */
    landed(end: number) {
      if (flying.current) writing.mean(flying.current, end - flying.current.text.length)
      flying.current = null
    },
  }
}
