import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Product } from './build/product.ts'
import type { Db } from './db/open.ts'
import { countJobs } from './jobs/queries.ts'
import { type Io, isSeated } from './realtime/sockets.ts'

/** What one process counts for Prometheus, by names of the API and never by person, room or address. */
export type Metrics = {
  request: (method: string, route: string, status: number, durationMs: number) => void
  /** `outcome` is "ok" or an error code. */
  command: (event: string, outcome: string, durationMs: number) => void
  /** Everything as Prometheus reads it (text format 0.0.4), and its content type. */
  told: () => Promise<{ type: string; text: string }>
}

const seconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

export function makeMetrics(io: Io, db: Db, { build }: Product): Metrics {
  const register = new Registry()
  const registers = [register]
  collectDefaultMetrics({ register })
  const requests = new Histogram({
    name: 'rooms_http_request_duration_seconds',
    help: 'Requests to the API, by the path as the API document writes it',
    labelNames: ['method', 'route', 'status'],
    buckets: seconds,
    registers,
  })
  const commands = new Histogram({
    name: 'rooms_socket_command_duration_seconds',
    help: 'Commands over sockets, until they are acknowledged',
    labelNames: ['event', 'outcome'],
    buckets: seconds,
    registers,
  })
  const sockets = () => [...io.of('/').sockets.values()]
  const gauges: [name: string, help: string, now: () => number][] = [
    ['rooms_sockets', 'Sockets of this process', () => io.of('/').sockets.size],
    [
      'rooms_sockets_of_other_builds',
      'Sockets of pages that have not taken this build yet',
      () => sockets().filter(({ data }) => data.build !== null && data.build !== build).length,
    ],
    [
      'rooms_people',
      'People with a socket here',
      () => new Set(sockets().map(({ data }) => data.viewer.userId)).size,
    ],
    [
      'rooms_call_participants',
      'Participants of calls whose socket is here',
      () => sockets().filter(isSeated).length,
    ],
  ]
  for (const [name, help, now] of gauges)
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(now())
      },
    })
  new Gauge({
    name: 'rooms_jobs',
    help: 'Jobs of all processes, by state; those given up wait for an administrator',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset()
      // While the database is away everything else is still told.
      const counted = await countJobs(db).catch(() => ({}))
      for (const [state, count] of Object.entries(counted)) this.set({ state }, count)
    },
  })
  return {
    request: (method, route, status, durationMs) =>
      requests.observe({ method, route, status: String(status) }, durationMs / 1_000),
    command: (event, outcome, durationMs) => commands.observe({ event, outcome }, durationMs / 1_000),
    told: async () => ({ type: register.contentType, text: await register.metrics() }),
  }
}
