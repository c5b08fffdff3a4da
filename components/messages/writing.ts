import type { KeyboardEvent } from 'react'

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
