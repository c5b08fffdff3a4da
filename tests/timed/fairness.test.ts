import { afterAll, expect, test } from 'vitest'
import { freePort } from '../../scripts/tools/program.ts'
import { bystanders } from '../fairness/bystanders.ts'
import { onslaughts } from '../fairness/onslaughts.ts'
import { under } from '../fairness/under.ts'
import { startServer } from '../server.ts'

/**
 * As delivered: the limits that stand out of the way elsewhere are what this is about. But for what one
 * address may do: all are behind one.
 */
const standardLimits = {
  LIMIT_ROOMS_PER_10MIN: '',
  LIMIT_ADDITIONS_PER_10MIN: '',
  LIMIT_REQUESTS_PER_10S: '',
  LIMIT_PAGES_PER_10S_PER_ADDRESS: '',
  LIMIT_REGISTRATIONS_PER_10MIN: '100000',
}
const outsidePort = await freePort()
const server = await startServer({
  ...standardLimits,
  LINK_PREVIEW_PORTS: String(outsidePort),
  LINK_PREVIEW_NETWORKS: '127.0.0.0/8',
})
const people = await bystanders(server.url)
afterAll(server.stop)

const mostMs = 250
const mostMb = 256

/**
 * What else a small machine is busy with makes others wait too, and is gone the next time;
 * what an onslaught costs it costs each time.
 */
async function felt(name: string) {
  for (let time = 1; ; time++) {
    const told = await under(name, server, people, { outsidePort, mostMs: 12_000 })
    if (time === 3 || (told.p99 <= mostMs && told.grownMb <= mostMb)) return told
  }
}

test.each(Object.keys(onslaughts))(
  '%s: others notice next to nothing',
  { timeout: 120_000 },
  async (name) => {
    const told = await felt(name)
    expect(told.p99, JSON.stringify(told)).toBeLessThanOrEqual(mostMs)
    expect(told.grownMb, JSON.stringify(told)).toBeLessThanOrEqual(mostMb)
  },
)
