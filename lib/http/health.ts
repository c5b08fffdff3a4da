import type { RequestListener, ServerResponse } from 'node:http'

type Checks = { draining: () => boolean; database: () => Promise<void>; redis: (() => boolean) | null }

const answerMs = 2_000

/**
 * What answers a path for whoever runs the server, if it is one of these. `/healthz`: the process is up.
 * `/readyz`: it can serve; 503 without the database and while draining. Redis away is told, no more.
 */
export function healthDoor({ draining, database, redis }: Checks) {
  const listeners: Record<string, RequestListener | undefined> = {
    '/healthz': (_request, response) => reply(response, 200, { status: 'up' }),
    '/readyz': async (_request, response) => {
      if (draining()) return reply(response, 503, { status: 'draining' })
      const late = new Promise((_, reject) =>
        setTimeout(reject, answerMs, new Error('The database is slow')).unref(),
      )
      const isThere = await Promise.race([database(), late]).then(
        () => true,
        () => false,
      )
      if (!isThere) return reply(response, 503, { status: 'database away' })
      reply(response, 200, { status: 'ready', ...(redis && { redis: redis() ? 'connected' : 'degraded' }) })
    },
  }
  return (path: string): RequestListener | undefined => listeners[path]
}

function reply(response: ServerResponse, status: number, body: object) {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify(body))
}
