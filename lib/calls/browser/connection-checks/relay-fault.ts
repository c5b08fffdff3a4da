/** Why nothing came through a relay. */
export type RelayFault = {
  /**
   * It did not accept the credentials; it did not answer; it gave a place, and still nothing came through.
   */
  fault: 'refused' | 'unreachable' | 'silent'
}

/**
 * These are unauthorized, forbidden, stale nonce, wrong credentials. Source: STUN (RFC 8489, section 14.8),
 * TURN (RFC 8656, section 19).
 */
const refusals = new Set([401, 403, 438, 441])

/**
 * `codes` are those of icecandidateerror. A browser asks from each of its addresses: one that is refused says
 * more than others that reach nothing (701). `gathered`: both ends got a place on the relay.
 */
export function relayFault(codes: number[], gathered: boolean): RelayFault {
  if (gathered) return { fault: 'silent' }
  return { fault: codes.some((code) => refusals.has(code)) ? 'refused' : 'unreachable' }
}
