import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import type { Server } from '../server.ts'
import { type bystanders, percentile } from './bystanders.ts'
import { memoryOf } from './memory.ts'
import type { Target } from './onslaughts.ts'

type People = Awaited<ReturnType<typeof bystanders>>
/**
 * What others waited for their acknowledgements, in ms, and what the server's memory grew by at most, in MB.
 */
export type Felt = {
  posts: number
  p50: number
  p99: number
  worst: number
  grownMb: number
  seconds: number
}

/** Long enough for a hundred posts beside the shortest onslaught. */
const leastMs = 3_000

/** What others feel while somebody does this to the server, for no longer than `mostMs`. */
export async function under(
  name: string,
  server: Server,
  people: People,
  { outsidePort, mostMs }: { outsidePort: number; mostMs: number },
): Promise<Felt> {
  const target: Target = { url: server.url, dataDir: server.dataDir, outsidePort }
  const attacker = fork(new URL('./attacker.ts', import.meta.url), [JSON.stringify(target), name])
  const gone = once(attacker, 'exit')
  try {
    await Promise.race([
      once(attacker, 'message'),
      gone.then(() => Promise.reject(new Error(`${name}: not ready`))),
    ])
    const talk = await people.sitDown()
    const memory = memoryOf(server.process.pid ?? 0)
    memory.forgetPeak()
    const before = memory.now()
    const began = performance.now()
    const enough = new AbortController()
    const waits = talk(enough.signal)
    attacker.send('go')
    const done = once(attacker, 'message')
    await pause(leastMs)
    attacker.send('enough')
    await Promise.race([done, gone, pause(mostMs - leastMs)])
    enough.abort()
    const felt = await waits
    return {
      posts: felt.length,
      p50: Math.round(percentile(felt, 50)),
      p99: Math.round(percentile(felt, 99)),
      worst: Math.round(Math.max(...felt)),
      grownMb: Math.round(memory.peak() - before),
      seconds: Math.round((performance.now() - began) / 100) / 10,
    }
  } finally {
    attacker.kill('SIGKILL')
    await gone
  }
}
