import type { KeyboardEvent } from 'react'
import type { Selected } from '#lib/messages/browser/format.ts'

/** Enter that confirms a word of an input method is not Enter. 229: what some browsers send instead. */
export const isComposing = (event: KeyboardEvent): boolean =>
  event.nativeEvent.isComposing || event.keyCode === 229

/** As tall as its text; the class sets the limit. */
export const grow = (area: HTMLTextAreaElement | null): void => {
  if (!area) return
  area.style.height = 'auto'
  area.style.height = `${area.scrollHeight + 2}px`
}

/** On a touch keyboard Enter breaks the line and the button sends. */
export const enterSends = (): boolean => !window.matchMedia('(pointer: coarse)').matches

export const selectedIn = (area: HTMLTextAreaElement): Selected => ({
  text: area.value,
  from: area.selectionStart,
  to: area.selectionEnd,
})

/** Changes a field as typing would, so that the browser can undo it. */
export const rewrite = (area: HTMLTextAreaElement, next: Selected): void => {
  const { value } = area
  const shorter = Math.min(value.length, next.text.length)
  let start = 0
  while (start < shorter && value[start] === next.text[start]) start += 1
  let end = 0
  while (end < shorter - start && value.at(-1 - end) === next.text.at(-1 - end)) end += 1
  area.focus()
  area.setSelectionRange(start, value.length - end)
  const fresh = next.text.slice(start, next.text.length - end)
  // Deprecated without a successor: nothing else keeps what can be undone.
  const done =
    fresh === '' ? document.execCommand('delete') : document.execCommand('insertText', false, fresh)
  if (!done && area.value !== next.text) {
    area.setRangeText(fresh)
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  area.setSelectionRange(next.from, next.to)
}
