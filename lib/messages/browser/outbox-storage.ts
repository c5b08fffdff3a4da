import { type DBSchema, openDB } from 'idb'
import type { Pending } from './outbox.ts'

type Kept = Omit<Pending, 'refused'> & { refused: Pending['refused'] | string; viewerId: string }
interface Tables extends DBSchema {
  pending: { key: string; value: Kept; indexes: { viewerId: string } }
}

/**
 * Where unsent messages wait: this browser, this person, oldest first. They
 * outlive a reload, a crash and being offline.
 */
export type KeptOutbox = {
  all: () => Promise<Pending[]>
  put: (pending: Pending) => Promise<void>
  remove: (clientId: string) => Promise<void>
}

export const keepOutbox = (viewerId: string): KeptOutbox => {
  // What the browser does not let us store, forbidden or full, lives as long as the page.
  const unkept = new Map<string, Pending>()
  let opening: ReturnType<typeof openTables> | undefined
  const open = () => {
    opening ??= openTables()
    return opening
  }

  const write = async (change: (store: Store) => void): Promise<boolean> => {
    try {
      const db = await open()
      if (!db) return false
      const tx = db.transaction('pending', 'readwrite', { durability: 'strict' })
      change(tx.store)
      // Said at once, so that it holds even if the page goes before it is told so.
      tx.commit()
      await tx.done
      return true
    } catch {
      return false
    }
  }

  return {
    async all() {
      const db = await open()
      const kept = (await db?.getAllFromIndex('pending', 'viewerId', viewerId).catch(() => [])) ?? []
      const all = new Map([...kept.map(worded), ...unkept.values()].map((one) => [one.clientId, one]))
      return [...all.values()].sort((a, b) => a.createdAt.localeCompare(b.createdAt))
    },
    async put(pending) {
      unkept.set(pending.clientId, pending)
      if (await write((store) => void store.put({ ...pending, viewerId }))) unkept.delete(pending.clientId)
    },
    async remove(clientId) {
      unkept.delete(clientId)
      await write((store) => void store.delete(clientId))
    },
  }
}

/** Refusals that were kept before they had reasons are sentences. */
const worded = (kept: Kept): Pending => ({
  ...kept,
  refused: typeof kept.refused === 'string' ? { message: kept.refused } : kept.refused,
})

const openTables = async () => {
  try {
    return await openDB<Tables>('rooms.outbox', 1, {
      upgrade(db) {
        db.createObjectStore('pending', { keyPath: 'clientId' }).createIndex('viewerId', 'viewerId')
      },
    })
  } catch {
    return null
  }
}

type Store = { put: (kept: Kept) => unknown; delete: (clientId: string) => unknown }
