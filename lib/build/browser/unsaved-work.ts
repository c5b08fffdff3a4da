import { createStore } from '#lib/store.ts'

/*
 * What a reload would take from whoever sits here. What is written in a form marked `data-kept` stays in this
 * browser and is lost to nobody.
 */
const { get, set, subscribe } = createStore({ holds: 0 })
const written = new WeakSet<EventTarget>()
const fields = 'textarea, select, input:not([type=hidden], [type=file], [type=radio], [type=checkbox])'

/** For what a reload would break off, as a call or an upload. Returns how to say that it is over. */
export const holdPage = (): (() => void) => {
  let held = true
  set({ holds: get().holds + 1 })
  return () => {
    if (held) set({ holds: get().holds - 1 })
    held = false
  }
}
export const onHold = subscribe

/** Notices what is typed anywhere in the page. Returns how to stop. */
export const watchWriting = (): (() => void) => {
  const wrote = ({ target }: Event) => target && written.add(target)
  document.addEventListener('input', wrote, true)
  return () => document.removeEventListener('input', wrote, true)
}

/** Whether a reload would lose or break off something. */
export const isAtStake = (): boolean =>
  get().holds > 0 || filled().some((field) => written.has(field) && !isKept(field))

/** Whether nobody would notice a reload: nobody looks, and nothing is begun, be it kept or not. */
export const isQuiet = (): boolean =>
  document.visibilityState === 'hidden' &&
  get().holds === 0 &&
  !document.querySelector(`:is([role=dialog], [role=alertdialog]) :is(${fields})`) &&
  !filled().some((field) => written.has(field) || isKept(field))

const filled = () =>
  [...document.querySelectorAll<HTMLInputElement>(fields)].filter(({ value }) => value !== '')
const isKept = (field: Element) => field.closest('[data-kept]') !== null
