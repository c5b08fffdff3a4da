/*
 * What do others feel while one account, or nobody, keeps the server busy? For each onslaught the
 * acknowledgements of people who talk, and how much the server's memory grew. `ROOMS_DIR` names another built
 * checkout to compare with; names narrow the run.
 *   node bench/fairness.ts [part of a name …]
 */
import { freePort } from '../scripts/tools/program.ts'
import { bystanders } from '../tests/fairness/bystanders.ts'
import { onslaughts } from '../tests/fairness/onslaughts.ts'
import { under } from '../tests/fairness/under.ts'
import { startServer } from '../tests/server.ts'

const wanted = process.argv.slice(2)
const names = Object.keys(onslaughts).filter(
  (name) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
)
const nothingLifted = Object.fromEntries(
  [
    'ROOMS_PER_10MIN',
    'ADDITIONS_PER_10MIN',
    'REQUESTS_PER_10S',
    'REQUESTS_PER_10S_PER_ADDRESS',
    'PAGES_PER_10S_PER_ADDRESS',
  ].map((name) => [`LIMIT_${name}`, '']),
)
console.log('p50 ms  p99 ms  worst ms  grown MB  seconds')
for (const name of names) {
  const outsidePort = await freePort()
  // A server of its own for each: what one leaves behind must not be the next one's.
  const server = await startServer(
    { ...nothingLifted, LINK_PREVIEW_PORTS: String(outsidePort), LINK_PREVIEW_NETWORKS: '127.0.0.0/8' },
    process.env.ROOMS_DIR,
  )
  const people = await bystanders(server.url)
  const { p50, p99, worst, grownMb, seconds } = await under(name, server, people, {
    outsidePort,
    mostMs: 90_000,
  })
  const figures = [p50, p99, worst, grownMb, seconds].map((figure, at) =>
    String(figure).padStart([6, 8, 10, 10, 9][at] ?? 0),
  )
  console.log(`${figures.join('')}  ${name}`)
  await server.kill()
}
process.exit()
