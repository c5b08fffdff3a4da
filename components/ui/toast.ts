import { createStore } from '#lib/store.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

type Action = { label: string; run: () => void }
export type Said = { what: string | Refused; action: Action | undefined }

/** What was said and is not shown yet: whoever shows it (`Toaster`) comes later than the first page. */
export const said = createStore<{ waiting: readonly Said[] }>({ waiting: [] })

/**
 * Says something in passing, from anywhere in the page. Never the only place where
 * a failure is told, or an action offered.
 */
export const say = (what: string | Refused, action?: Action): void =>
  said.set({ waiting: [...said.get().waiting, { what, action }] })
