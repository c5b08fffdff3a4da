import { createStore } from '#lib/store.ts'

/**
 * The addresses of invitations that were made in this page, by their ids: the server tells each only once,
 * and whoever made one may want to copy it again.
 */
export const madeLinks = createStore<Readonly<Record<string, string>>>({})

export const keepLink = (inviteId: string, url: string): void =>
  madeLinks.set({ ...madeLinks.get(), [inviteId]: url })
