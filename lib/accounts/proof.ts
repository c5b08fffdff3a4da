import type { Queries } from '#lib/db/open.ts'
import { appOf } from './two-factor/check-code.ts'

/** By which password somebody signed in, and whether with a code. */
export type Proof = { passwordHash: string; withCode: boolean }

/**
 * Whether it is what is asked for still, of an account that is locked: signing in takes its time, and who
 * sets a new password or switches codes on ends all that came in by less.
 */
export const holds = async (
  tx: Queries,
  { id, passwordHash }: { id: string; passwordHash: string },
  proof: Proof,
): Promise<boolean> => passwordHash === proof.passwordHash && (proof.withCode || !(await appOf(tx, id)))
