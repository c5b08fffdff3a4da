import { createStore } from '#lib/store.ts'

/**
 * Whether the switcher is open: asked for by a key, and by buttons elsewhere on the page. `typed` before
 * its box was there.
 */
export const switcher = createStore({ open: false, isHere: false, typed: '' })
