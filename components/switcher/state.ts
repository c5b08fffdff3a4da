import { createStore } from '#lib/store.ts'

/** Whether the switcher is open: asked for by a key, and by buttons elsewhere on the page. */
export const switcher = createStore({ open: false })
