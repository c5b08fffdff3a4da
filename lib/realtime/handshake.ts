import { Refusal } from '#lib/errors.ts'
import { parsed } from '#lib/http/parse.ts'
import { handshake } from './contract.ts'
import { protocol } from './protocol.ts'

/** The protocols this server speaks: the newest, and those of before that can be spoken beside it. */
const spoken: readonly number[] = [protocol]

/**
 * What a client says of itself. Refuses who speaks a protocol this server does not, in words for its owner.
 */
export function greeted(auth: unknown): { build: string | null } {
  const { protocol: theirs, build = null } = parsed(handshake, auth, 'http.handshake')
  if (spoken.includes(theirs)) return { build }
  throw new Refusal('upgrade_required', 'http.protocol', { spoken: spoken.join(', '), theirs })
}
