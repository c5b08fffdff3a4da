import type { RequestListener, ServerResponse } from 'node:http'

import type { Health } from '#lib/db/open.ts'

type Checks = { draining: () => boolean; database: () => Promise<Health>; redis: (() => boolean) | null }

const answerMs = 2_000

const told: Record<Health, string> = {
  ready: 'ready',
  away: 'database away',
  'read-only': 'database read-only',
  full: 'disk full',
}

/**
 * What answers a path for whoever runs the server, if it is one of these. `/healthz`: the process is up.
 * `/readyz`: it can serve; 503 while draining and without a database that answers and takes writes. Redis
 * away is told, no more.
 */
export function healthDoor({ draining, database, redis }: Checks) {
  const listeners: Record<string, RequestListener | undefined> = {
    '/healthz': (_request, response) => reply(response, 200, { status: 'up' }),
    '/readyz': async (_request, response) => {
      if (draining()) return reply(response, 503, { status: 'draining' })
      const late = new Promise<Health>((resolve) => setTimeout(resolve, answerMs, 'away').unref())
      const health = await Promise.race([database(), late])
      const beside = redis && { redis: redis() ? 'connected' : 'degraded' }
      reply(response, health === 'ready' ? 200 : 503, { status: told[health], ...beside })
    },
  }
  return (path: string): RequestListener | undefined => listeners[path]
}

function reply(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
