import { inArray } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { instance } from '#lib/db/schema.ts'
import { type FirstRun, firstRunIn, firstRunKey } from './first-run.ts'
import { logoIn, logoKey, logoUrlOf } from './logo.ts'
import { type HeldSettings, settings } from './schema.ts'
import { heldIn } from './settings.ts'

/** What pages show of the installation: its settings, its logo, and how far its first person is with them. */
export type Place = HeldSettings & { logoUrl: string | null; firstRun: FirstRun | null }

const keys = [...settings.keyof().options, logoKey, 'founder', firstRunKey]

/** All of it in one statement. */
export async function placeOf({ db, env }: Pick<World, 'db' | 'env'>, on: Queries = db.read): Promise<Place> {
  const rows = await on.select().from(instance).where(inArray(instance.key, keys))
  return { ...heldIn(rows, env), logoUrl: logoUrlOf(logoIn(rows)), firstRun: firstRunIn(rows) }
}
