import type { World } from '#lib/context.ts'
import { isMailSetUp } from '#lib/mail/set-up.ts'

/**
 * Sends a mail with the write that makes it necessary, as `jobs.enqueue` does; nothing happens where no mail
 * is set up.
 */
export const byMail = ({ env, jobs }: Pick<World, 'env' | 'jobs'>): World['jobs']['enqueue'] =>
  isMailSetUp(env) ? jobs.enqueue : async () => undefined
