import { afterAll, expect, test } from 'vitest'
import { freePort } from '../../scripts/tools/program.ts'
import { bystanders } from '../fairness/bystanders.ts'
import { onslaughts } from '../fairness/onslaughts.ts'
import { under } from '../fairness/under.ts'
import { startServer } from '../server.ts'

/** As delivered: the limits that stand out of the way elsewhere are what this is about. */
const standardLimits = {
  LIMIT_ROOMS_PER_10MIN: '',
  LIMIT_ADDITIONS_PER_10MIN: '',
  LIMIT_REQUESTS_PER_10S: '',
  LIMIT_REQUESTS_PER_10S_PER_ADDRESS: '',
  LIMIT_PAGES_PER_10S_PER_ADDRESS: '',
}
const outsidePort = await freePort()
const server = await startServer({
  ...standardLimits,
  LINK_PREVIEW_PORTS: String(outsidePort),
  LINK_PREVIEW_NETWORKS: '127.0.0.0/8',
})
const people = await bystanders(server.url)
afterAll(server.stop)

test.each(Object.keys(onslaughts))('%s: others notice next to nothing', { timeout: 90_000 }, async (name) => {
  const felt = await under(name, server, people, { outsidePort, mostMs: 12_000 })
  expect(felt.p99, JSON.stringify(felt)).toBeLessThanOrEqual(250)
  expect(felt.grownMb, JSON.stringify(felt)).toBeLessThanOrEqual(256)
})
