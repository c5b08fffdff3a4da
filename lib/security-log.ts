import type { Logger } from 'pino'
import type { Subscribe } from './facts/bus.ts'

/**
 * Who came in, who did not, and how sessions ended, for whoever has to find out afterwards (OWASP ASVS 5,
 * 16.3.1). Emails are never told; whoever failed is told by address, which is all that is known of them. What
 * administrators do stands in the audit log.
 */
export function logSecurity({ on }: Subscribe, log: Logger): void {
  on('account.made', ({ userId, role }) => log.info({ userId, role }, 'account made'))
  on('session.started', (session) => log.info(session, 'signed in'))
  on('session.ended', (session) => log.info(session, 'session ended'))
  on('signIn.refused', (tried) => log.warn(tried, 'sign-in refused'))
}
