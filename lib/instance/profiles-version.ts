import { eq } from 'drizzle-orm'
import type { Queries } from '#lib/db/open.ts'
import { instance } from '#lib/db/schema.ts'
import { statement } from '#lib/db/statement.ts'
import { newId } from '#lib/ids.ts'

const key = 'profiles'

const find = statement((on) =>
  on
    .select({ value: instance.value })
    .from(instance)
    .where(eq(instance.key, key))
    .prepare('profiles_version'),
)

/**
 * Changes with every name and picture of anybody: whoever keeps what shows people keeps it for one version.
 */
export async function profilesVersion(on: Queries): Promise<string> {
  const [found] = await find(on).execute()
  return found?.value ?? ''
}

/** Belongs to the write that changes what others see of somebody. */
export async function newProfilesVersion(tx: Queries): Promise<void> {
  const value = newId()
  await tx
    .insert(instance)
    .values({ key, value })
    .onConflictDoUpdate({ target: instance.key, set: { value } })
}
