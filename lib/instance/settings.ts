import { inArray } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { instance } from '#lib/db/schema.ts'
import type { Env } from '#lib/env.ts'
import { type HeldSettings, type Settings, type SettingsChange, settings } from './schema.ts'

type Key = keyof Settings
const keys = settings.keyof().options

/**
 * The settings as they hold now. What the environment sets wins over what is stored, and is named in `fixed`.
 */
export async function settingsOf(
  { db, env }: Pick<World, 'db' | 'env'>,
  on: Queries = db.read,
): Promise<HeldSettings> {
  const rows = await on.select().from(instance).where(inArray(instance.key, keys))
  return heldIn(rows, env)
}

/** The same, of rows that were read together with others of the table. */
export function heldIn(rows: (typeof instance.$inferSelect)[], env: Env): HeldSettings {
  const stored = new Map(rows.map(({ key, value }) => [key, value]))
  const given = setBy(env)
  const fixed = keys.filter((key) => given[key] !== undefined)
  const held = keys.map((key) => [key, given[key] ?? keptAs(key, stored.get(key))])
  return { ...settings.parse(Object.fromEntries(held)), fixed }
}

/** Stores what was set. Belongs to the write that knows who may. */
export async function storeSettings(tx: Queries, wanted: SettingsChange): Promise<void> {
  for (const [key, set] of Object.entries(wanted)) {
    const value = textOf(set)
    await tx
      .insert(instance)
      .values({ key, value })
      .onConflictDoUpdate({ target: instance.key, set: { value } })
  }
}

/** How a setting is kept: a text as it is, all else as JSON. Two are alike if these are. */
export const textOf = (value: Settings[Key]): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

/** What was kept: what is a text by its type was kept as it is. */
function keptAs(key: Key, kept: string | undefined): unknown {
  if (kept === undefined || settings.shape[key].safeParse(kept).success) return kept
  return JSON.parse(kept)
}

const setBy = (env: Env): Partial<Settings> => ({
  ...(env.INSTANCE_NAME !== undefined && { name: env.INSTANCE_NAME }),
  ...(env.REGISTRATION !== undefined && { registration: env.REGISTRATION }),
})
