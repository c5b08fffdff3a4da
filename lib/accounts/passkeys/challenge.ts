import { Buffer } from 'node:buffer'
import { lte } from 'drizzle-orm'
import type { World } from '#lib/context.ts'
import type { Queries } from '#lib/db/open.ts'
import { spentChallenges } from '#lib/db/schema.ts'
import { hashSecret, newId } from '#lib/ids.ts'

const lifeMs = 5 * 60_000

/** What a challenge is for: signing in, or a passkey of one session. */
type Purpose = 'sign in' | `add ${string}`

/**
 * What an authenticator signs: when it ends, what nobody guesses, and a mark that it was given here and for
 * what. So nothing is stored for who only asks, which everybody may.
 */
export function newChallenge({ keys, now }: Pick<World, 'keys' | 'now'>, purpose: Purpose): string {
  const text = `${(now() + lifeMs).toString(36)}.${newId()}`
  return `${text}.${keys.mark(`passkey to ${purpose} ${text}`)}`
}

/** Whether a challenge, as it comes back (base64url), was given for that and is not over. */
export function isGood(
  { keys, now }: Pick<World, 'keys' | 'now'>,
  purpose: Purpose,
  challenge: string,
): boolean {
  const [end = '', nonce = '', mark = ''] = Buffer.from(challenge, 'base64url').toString('utf8').split('.')
  const text = `${end}.${nonce}`
  return keys.isMark(mark, `passkey to ${purpose} ${text}`) && Number.parseInt(end, 36) > now()
}

/** Whether it is used for the first time. Belongs to the write that it opens. */
export async function spend(tx: Queries, challenge: string, at: number): Promise<boolean> {
  await tx.delete(spentChallenges).where(lte(spentChallenges.expiresAt, at))
  const spent = await tx
    .insert(spentChallenges)
    .values({ hash: hashSecret(challenge), expiresAt: at + lifeMs })
    .onConflictDoNothing()
    .returning({ hash: spentChallenges.hash })
  return spent.length > 0
}

/** The challenge that a response answers; "" when it cannot be read. */
export function challengeIn(clientDataJSON: string): string {
  try {
    const { challenge }: { challenge?: unknown } = JSON.parse(
      Buffer.from(clientDataJSON, 'base64url').toString('utf8'),
    )
    return typeof challenge === 'string' ? challenge : ''
  } catch {
    return ''
  }
}
