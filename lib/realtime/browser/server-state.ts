import type { Refusal } from '#lib/errors.ts'
import { createStore } from '#lib/store.ts'

/** `away`: what the server needs cannot be reached; `readable`: what is there can be read, no more. */
export type ServerState = 'serves' | 'away' | 'readable'
const store = createStore<{ state: ServerState }>({ state: 'serves' })
/** Whether the server can do what it is asked for, as it said last; who shows it asks on until it can. */
export const serverState = { get: store.get, subscribe: store.subscribe }

export const foundServer = (state: ServerState): void => store.set({ state })

/** Looks at what the server refused; gives it on. */
export const heardRefusal = <E extends Refusal>(refusal: E): E => {
  if (refusal.reason === 'away' && store.get().state === 'serves') store.set({ state: 'away' })
  return refusal
}
