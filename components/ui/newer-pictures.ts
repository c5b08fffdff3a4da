import { createStore } from '#lib/store.ts'

/**
 * By whose they are, pictures that changed since what shows people was asked for: no message has to be drawn
 * anew for them. null: there is none any more.
 */
export const newerPictures = createStore<Record<string, string | null | undefined>>({})

/** Whatever is asked for from now on is as new. */
export const forgetNewerPictures = (): void =>
  newerPictures.set(Object.fromEntries(Object.keys(newerPictures.get()).map((id) => [id, undefined])))
