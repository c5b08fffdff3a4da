import { createStore } from '#lib/store.ts'

/** Whether all the keys are shown: asked for by a key, and by a menu. */
export const shortcutsShown = createStore({ open: false })
