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

export type Verdict = { answer: 'Yes' | 'Partly' | 'No'; words: string; todo: string[] }

const settings =
  'Run a TURN server (deploy/turnserver.conf configures coturn for it) and set TURN_URLS and TURN_SECRET.'

/** Whether callers from outside can connect, in a sentence, and what to do about it. */
export function verdict(iceServers: IceServer[], outcomes: Outcome[]): Verdict {
  if (relaysOf(iceServers).length === 0) return withoutRelay(iceServers)
  const working = outcomes.filter((outcome) => 'tookMs' in outcome)
  const faults = new Set(outcomes.flatMap((outcome) => ('fault' in outcome ? [outcome.fault] : [])))
  const todo = [...faults].map((fault) => `${faultWords[fault]}: ${faultTodo[fault]}`)
  if (working.length === 0)
    return {
      answer: 'No',
      words: 'no relay works, so callers behind strict firewalls cannot connect.',
      todo,
    }
  if (working.every(({ url }) => isPrivate(url)))
    return {
      answer: 'Partly',
      words:
        'the relay works, but its address is one of a private network. Callers outside of it cannot reach it.',
      todo: ['Put an address into TURN_URLS that is known in the internet.'],
    }
  if (todo.length > 0)
    return {
      answer: 'Partly',
      words: `${working.length} of ${outcomes.length} addresses of relays work. Who can reach only the others cannot connect.`,
      todo,
    }
  return {
    answer: 'Yes',
    words: 'callers behind firewalls can connect through the relay.',
    todo: working.some(({ url }) => overTcp(url))
      ? []
      : [
          'Some firewalls let no UDP pass. An address with turns: and ?transport=tcp in TURN_URLS brings their callers in too.',
        ],
  }
}

/** `turns:` is TLS, over TCP unless it says otherwise (RFC 7065). */
const overTcp = (url: string) =>
  /transport=tcp/.test(url) || (/^turns:/.test(url) && !/transport=udp/.test(url))

function withoutRelay(iceServers: IceServer[]): Verdict {
  if (urlsOf(iceServers).length > 0)
    return {
      answer: 'Partly',
      words:
        'with STUN alone callers behind ordinary home routers can connect, callers behind strict firewalls and in many mobile networks cannot.',
      todo: [settings],
    }
  return {
    answer: 'No',
    words: 'neither STUN nor TURN is set up, so calls connect only between people in one network.',
    todo: [settings, 'STUN_URLS alone helps callers behind ordinary home routers.'],
  }
}

export const faultWords: Record<RelayFault['fault'], string> = {
  refused: 'Credentials refused',
  unreachable: 'No answer',
  silent: 'Nothing came through',
}

const faultTodo: Record<RelayFault['fault'], string> = {
  refused:
    'TURN_SECRET differs from static-auth-secret of the TURN server, or the clocks of the two machines do. Make them the same and start Rooms again.',
  unreachable:
    'a firewall is in the way, or the host or port in TURN_URLS is wrong, or the TURN server does not run. Open its listening port for UDP and TCP.',
  silent:
    'the TURN server gave a place, but nothing came back through it. Open its relay ports (min-port to max-port) for UDP, and behind NAT set external-ip.',
}
