import { type RefObject, useEffect } from 'react'
import { areBareKeysTaken } from '#components/shortcuts/bare-keys.ts'
import { isShortcut } from '#components/shortcuts/keys.ts'

/** The places to write on the page, and the one whose surroundings were used last. */
const places = new Set<HTMLElement>()
let usedLast: Element | null = null

/** What a conversation and its place to write stand in together. */
const surroundings = '[data-conversation]'
const around = (element: Element | null): Element | null => element?.closest(surroundings) ?? null

/** What takes keys itself: text, choices that are found by their letters, players. */
const takesKeys =
  'input, textarea, select, audio, video, [contenteditable], [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="slider"]'

/** A sign, or a key that only begins one: of an input method, or an accent. */
const begins = ({ key }: KeyboardEvent) => [...key].length === 1 || key === 'Dead' || key === 'Process'
/** With AltGr some keyboards write what others have keys for. */
const isHeld = (event: KeyboardEvent) =>
  event.metaKey || ((event.ctrlKey || event.altKey) && !event.getModifierState('AltGraph'))

const isText = (event: KeyboardEvent): boolean =>
  !event.defaultPrevented &&
  begins(event) &&
  // A space presses buttons and turns pages; nobody begins with one.
  event.key !== ' ' &&
  !isHeld(event) &&
  !isShortcut(event) &&
  !areBareKeysTaken() &&
  // One that is just opening finds its entries by letters.
  !document.querySelector('[role="menu"]') &&
  !(event.target instanceof Element && event.target.closest(takesKeys))

/** The place nearest to what was used: in a thread its own, else that of the room. */
const placeFor = (target: EventTarget | null): HTMLElement | undefined => {
  const free = [...places].filter((one) => one.isConnected && !one.closest('[inert], [aria-hidden="true"]'))
  const used = around(target instanceof Element ? target : null) ?? usedLast
  return free.find((one) => around(one) === used) ?? free[0]
}

/** Signs that are typed where nothing takes text go where one writes; the key itself writes the first. */
const typed = (event: KeyboardEvent): void => {
  if (isText(event)) placeFor(event.target)?.focus()
}
const used = ({ target }: Event): void => {
  const near = around(target instanceof Element ? target : null)
  if (near) usedLast = near
}

/** Makes a field one that is written in from anywhere on the page. */
export const useTypingAnywhere = (field: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    const place = field.current
    if (!place) return
    if (places.size === 0) {
      window.addEventListener('keydown', typed)
      document.addEventListener('pointerdown', used)
      document.addEventListener('focusin', used)
    }
    places.add(place)
    return () => {
      places.delete(place)
      if (places.size > 0) return
      window.removeEventListener('keydown', typed)
      document.removeEventListener('pointerdown', used)
      document.removeEventListener('focusin', used)
    }
  }, [field])
}
