import { Refusal } from '#lib/errors.ts'
import { mayAdminister } from './policy.ts'
import type { InstanceRole } from './schema.ts'

export const administrator = 'admin' satisfies InstanceRole

/** Refuses whoever does not look after the installation. */
export function requireAdministrator(who: { role: InstanceRole }): void {
  if (!mayAdminister(who)) throw new Refusal('forbidden', 'instance.administratorsOnly')
}
