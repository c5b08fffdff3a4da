import type { Queries } from '#lib/db/open.ts'
import { instance } from '#lib/db/schema.ts'

const key = 'administration'

/**
 * Makes other writes that ask for it wait for the end of this one, on any process: what holds for all
 * accounts together, as that one administrator stays, is true only of one change after another. Comes first
 * in its write.
 */
export async function oneAtATime(tx: Queries): Promise<void> {
  await tx
    .insert(instance)
    .values({ key, value: '' })
    .onConflictDoUpdate({ target: instance.key, set: { value: '' } })
}
