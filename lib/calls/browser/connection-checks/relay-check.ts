import type { IceServer } from '../../schema.ts'
import { isPrivate, isRelay, relaysOf, urlsOf } from './ice-urls.ts'
import { openLoopback } from './loopback.ts'
import type { RelayFault } from './relay-fault.ts'

/** What came of one relay's address. */
export type Outcome = { url: string; tookMs: number } | ({ url: string } & RelayFault)

/** Sends a call with oneself through each relay address by itself. Never rejects unless aborted. */
export async function checkRelays(
  iceServers: IceServer[],
  signal: AbortSignal,
  hear: (outcome: Outcome) => void,
): Promise<void> {
  const checks = iceServers.flatMap((server) =>
    server.urls.filter(isRelay).map(async (url) => {
      const came = await openLoopback({ iceServers: [{ ...server, urls: [url] }], relayed: true, signal })
      if ('fault' in came) return hear({ url, ...came })
      came.close()
      hear({ url, tookMs: came.tookMs })
    }),
  )
  await Promise.all(checks)
}

/**
 * Whether callers from outside can connect, and what to do about it.
 * `working` and `all` count addresses of relays.
 */
export type Verdict = {
  answer: 'yes' | 'partly' | 'no'
  why: 'nothing' | 'stunOnly' | 'broken' | 'inside' | 'some' | 'works'
  working: number
  all: number
  todo: ('turn' | 'stun' | 'publicAddress' | 'tcp' | RelayFault['fault'])[]
}

export function verdict(iceServers: IceServer[], outcomes: Outcome[]): Verdict {
  const working = outcomes.filter((outcome) => 'tookMs' in outcome)
  const faults = new Set(outcomes.flatMap((outcome) => ('fault' in outcome ? [outcome.fault] : [])))
  const counts = { working: working.length, all: outcomes.length }
  if (urlsOf(iceServers).length === 0)
    return { answer: 'no', why: 'nothing', ...counts, todo: ['turn', 'stun'] }
  if (relaysOf(iceServers).length === 0)
    return { answer: 'partly', why: 'stunOnly', ...counts, todo: ['turn'] }
  if (working.length === 0) return { answer: 'no', why: 'broken', ...counts, todo: [...faults] }
  if (working.every(({ url }) => isPrivate(url)))
    return { answer: 'partly', why: 'inside', ...counts, todo: ['publicAddress'] }
  if (faults.size > 0) return { answer: 'partly', why: 'some', ...counts, todo: [...faults] }
  return {
    answer: 'yes',
    why: 'works',
    ...counts,
    todo: working.some(({ url }) => overTcp(url)) ? [] : ['tcp'],
  }
}

/** `turns:` is TLS, over TCP unless it says otherwise (RFC 7065). */
const overTcp = (url: string) =>
  /transport=tcp/.test(url) || (/^turns:/.test(url) && !/transport=udp/.test(url))
