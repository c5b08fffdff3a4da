import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { instance } from '#lib/db/schema.ts'

export const logoKey = 'logo'

/**
 * What the place shows beside its name: a picture in the store, and how large it is, so that pages keep its
 * place free before it is there.
 */
export type Logo = { id: string; width: number; height: number }

/** In its address, so that browsers may keep what is under it: another logo is another version. */
export const versionOf = ({ id, width, height }: Logo): string => `${id}.${width}x${height}`

export const logoUrlOf = (logo: Logo | null): string | null =>
  logo && `/api/v1/logo?v=${encodeURIComponent(versionOf(logo))}`

/** Of rows that hold it; null where there is none. */
export function logoIn(rows: (typeof instance.$inferSelect)[]): Logo | null {
  const kept = rows.find(({ key }) => key === logoKey)?.value
  return kept === undefined ? null : JSON.parse(kept)
}

export async function logoOf(on: Queries): Promise<Logo | null> {
  return logoIn(await on.select().from(instance).where(eq(instance.key, logoKey)))
}

/** Belongs to the write that knows who may, as what follows. */
export async function keepLogo(tx: Queries, logo: Logo): Promise<void> {
  const value = JSON.stringify(logo)
  await tx
    .insert(instance)
    .values({ key: logoKey, value })
    .onConflictDoUpdate({ target: instance.key, set: { value } })
}

export const dropLogo = (tx: Queries) => tx.delete(instance).where(eq(instance.key, logoKey))
