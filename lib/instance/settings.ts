import { inArray } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { instance } from '#lib/db/schema.ts'
import type { Env } from '#lib/env.ts'
import { type HeldSettings, type Settings, type SettingsChange, settings } from './schema.ts'

type Key = keyof Settings
const keys = Object.keys(settings.shape) as Key[]

/**
 * The settings as they hold now. What the environment sets wins over what is stored, and is named in `fixed`.
 */
export async function settingsOf(
  { db, env }: Pick<World, 'db' | 'env'>,
  on: Queries = db.read,
): Promise<HeldSettings> {
  const rows = await on.select().from(instance).where(inArray(instance.key, keys))
  const stored = Object.fromEntries(rows.map(({ key, value }) => [key, value]))
  const given = setBy(env)
  const fixed = keys.filter((key) => given[key] !== undefined)
  const held = Object.fromEntries(keys.map((key) => [key, given[key] ?? stored[key]]))
  return { ...settings.parse(held), fixed }
}

/** Stores what was set. Belongs to the write that knows who may. */
export async function storeSettings(tx: Queries, wanted: SettingsChange): Promise<void> {
  for (const [key, value] of Object.entries(wanted))
    await tx
      .insert(instance)
      .values({ key, value })
      .onConflictDoUpdate({ target: instance.key, set: { value } })
}

const setBy = (env: Env): Partial<Record<Key, string | undefined>> => ({
  name: env.INSTANCE_NAME,
  registration: env.REGISTRATION,
})
