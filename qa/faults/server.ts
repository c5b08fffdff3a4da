import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Fault } from '#lib/faults/schema.ts'
import { type Duration, msOf } from './durations.ts'

type Somebody = { program: { user: { id: string } } }

/** The server of an instance for tests, and what it can be made to suffer (ROOMS_FAULTS). */
export type FaultyServer = {
  loses: (what: 'database' | 'redis', time: Duration) => Promise<void>
  fillsDisk: (time: Duration) => Promise<void>
  /** Takes all that it is asked so much later. */
  isSlow: (by: Duration, time: Duration) => Promise<void>
  /** Cuts the line of whoever asks anything. */
  isSilent: (time: Duration) => Promise<void>
  setsClock: (by: Duration, time: Duration) => Promise<void>
  /** The sockets of somebody, or of all. */
  cuts: (person?: Somebody) => Promise<void>
  /** The sessions of somebody run out. */
  expires: (person: Somebody) => Promise<void>
  isWellAgain: () => Promise<void>
}

/** At the control socket of one of its processes. */
export function serverAt(socketPath: string): FaultyServer {
  const ask = (fault: Fault) => asked(socketPath, fault)
  return {
    loses: (what, time) => ask({ fault: what, forMs: msOf(time) }),
    fillsDisk: (time) => ask({ fault: 'disk', forMs: msOf(time) }),
    isSlow: (by, time) => ask({ fault: 'answers', delayMs: msOf(by), forMs: msOf(time) }),
    isSilent: (time) => ask({ fault: 'answers', delayMs: null, forMs: msOf(time) }),
    setsClock: (by, time) => ask({ fault: 'clock', byMs: msOf(by), forMs: msOf(time) }),
    cuts: (person) => ask({ fault: 'sockets', ...(person && { userId: person.program.user.id }) }),
    expires: ({ program }) => ask({ fault: 'session', userId: program.user.id }),
    isWellAgain: () => ask({ fault: 'none' }),
  }
}

async function asked(socketPath: string, fault: Fault): Promise<void> {
  const asking = request({ socketPath, method: 'POST', path: '/' })
  asking.end(JSON.stringify(fault))
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  const told = await text(answer)
  if (answer.statusCode !== 200) throw new Error(`${fault.fault}: ${told}`)
}
