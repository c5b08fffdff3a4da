import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { instance } from '#lib/db/schema.ts'

/*
 * Whoever makes the first account is led through what a new place needs. The row is there from that moment
 * until they are done: empty, then with the first room.
 */
export const firstRunKey = 'first_run'

/** Whose it is, and how far they are. */
export type FirstRun = { founder: string; roomId: string | null }

/** Of rows that hold the founder and this; null where nobody is led, or not any more. */
export function firstRunIn(rows: (typeof instance.$inferSelect)[]): FirstRun | null {
  const found = new Map(rows.map(({ key, value }) => [key, value]))
  const [founder, roomId] = [found.get('founder'), found.get(firstRunKey)]
  return founder === undefined || roomId === undefined ? null : { founder, roomId: roomId || null }
}

/** Belongs to the write that makes the first account. */
export const beginFirstRun = (tx: Queries) => tx.insert(instance).values({ key: firstRunKey, value: '' })

export const noteFirstRoom = (tx: Queries, roomId: string) =>
  tx.update(instance).set({ value: roomId }).where(eq(instance.key, firstRunKey))

export const endFirstRun = (tx: Queries) => tx.delete(instance).where(eq(instance.key, firstRunKey))
