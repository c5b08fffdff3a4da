import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parser } from '@prometheus-io/lezer-promql'
import { afterAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { startRedis } from '../../scripts/tools/redis.ts'
import { createRoom, register, say } from '../client.ts'
import { startServer } from '../server.ts'

const token = 'a-token-for-the-scraper'
const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
const settings = {
  DATABASE_URL: await createDatabase(postgres.url),
  REDIS_URL: redis.url,
  AUTH_SECRET: randomUUID() + randomUUID(),
  METRICS_TOKEN: token,
}
const [east, west] = await Promise.all([startServer(settings), startServer(settings)])
afterAll(async () => {
  await Promise.all([east.stop(), west.stop()])
  await Promise.all([postgres.stop(), redis.stop()])
})

type Series = Map<string, Set<string>>

/** What a server tells, by name: the labels that any of its samples has. */
function seriesIn(text: string): Series {
  const series: Series = new Map([['up', new Set(['job'])]])
  for (const [, name = '', labels = ''] of text.matchAll(/^(\w+)(?:\{(.*)\})? /gm)) {
    const known = series.get(name) ?? new Set()
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label)
    series.set(name, known)
  }
  return series
}

const told = async (url: string) =>
  (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text()

/** Every name and label that an expression asks for; throws where it is none. */
function askedBy(expression: string) {
  const names: string[] = []
  const labels: string[] = []
  parser.parse(expression).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) throw new Error(`No PromQL at ${from}: ${expression}`)
      if (type.name === 'VectorSelector') names.push(/^\w+/.exec(expression.slice(from, to))?.[0] ?? '')
      if (type.name === 'LabelName') labels.push(expression.slice(from, to))
    },
  })
  return { names, labels }
}

/** What Grafana puts in for its variables. */
const filled = (expression: string) =>
  expression.replaceAll('$__rate_interval', '1m').replaceAll('$instance', '.*')

const rules = parse(readFileSync('deploy/prometheus/alerts.yml', 'utf8')).groups.flatMap(
  (group: { rules: { expr: string }[] }) => group.rules.map(({ expr }) => expr),
)
const panels = JSON.parse(readFileSync('deploy/grafana/rooms.json', 'utf8')).panels.flatMap(
  (panel: { targets: { expr: string }[] }) => panel.targets.map(({ expr }) => filled(expr)),
)
/** What Prometheus adds by itself. */
const added = new Set(['instance', 'job', 'le'])

test('the dashboard and the alerts ask for what a server tells', async () => {
  const ana = await register(east.url, 'Ana')
  const bob = await register(west.url, 'Bob')
  const room = await createRoom(ana, [bob])
  const [a, b] = [await ana.connect(east.url), await bob.connect(west.url)]
  for (const line of [a, b]) await line.send('room:watch', { roomId: room.id })
  await say(a, room.id)
  await b.next('message:posted')
  // Counted once it is handed over, which may be after it is read.
  await (await fetch(`${east.url}/sign-in`)).text()
  await expect.poll(() => told(east.url)).toMatch(/^rooms_page_duration_seconds_count/m)
  for (const line of [a, b]) line.close()

  const [eastern, western] = [await told(east.url), await told(west.url)]
  const series = seriesIn(eastern)
  expect([...rules, ...panels].length).toBeGreaterThan(30)
  for (const expression of [...rules, ...panels]) {
    const { names, labels } = askedBy(expression)
    for (const name of names) expect(series.has(name), `${name} of ${expression}`).toBe(true)
    const known = new Set(names.flatMap((name) => [...(series.get(name) ?? [])]))
    for (const label of labels)
      expect(known.has(label) || added.has(label), `${label} of ${expression}`).toBe(true)
  }

  expect(eastern).toMatch(/^rooms_messages_posted_total 1$/m)
  expect(western).toMatch(/^rooms_messages_posted_total 0$/m)
  for (const text of [eastern, western]) {
    expect(text).toMatch(/^rooms_events_sent_total\{event="message:posted"\} 1$/m)
    expect(text).toMatch(/^rooms_message_delivery_seconds_count 1$/m)
    expect(text).toMatch(/^rooms_database_up 1$/m)
    expect(text).toMatch(/^rooms_redis_up 1$/m)
    expect(text).toMatch(/^rooms_disk_free_bytes \d+$/m)
  }
})

test('what is away is told to be, and the rest is told all the same', async () => {
  await redis.stop()
  await expect.poll(() => told(east.url)).toMatch(/^rooms_redis_up 0$/m)
  await postgres.stop()
  const text = await told(east.url)
  expect(text).toMatch(/^rooms_database_up 0$/m)
  expect(text).not.toMatch(/^rooms_jobs\{/m)
  expect(text).toMatch(/^rooms_sockets 0$/m)
})
