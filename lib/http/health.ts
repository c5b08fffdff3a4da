import type { IncomingMessage, ServerResponse } from 'node:http'

type Checks = { draining: () => boolean; database: () => Promise<void>; redis: (() => boolean) | null }

const answerMs = 2_000

/** `/healthz`: the process is up. `/readyz`: it can serve; 503 without the database and while draining. Redis away is told, no more. */
export function healthDoor({ draining, database, redis }: Checks) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const reply = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      response.end(JSON.stringify(body))
      return true
    }
    if (request.url === '/healthz') return reply(200, { status: 'up' })
    if (request.url !== '/readyz') return false
    if (draining()) return reply(503, { status: 'draining' })
    const late = new Promise((_, reject) =>
      setTimeout(reject, answerMs, new Error('The database is slow')).unref(),
    )
    void Promise.race([database(), late]).then(
      () => reply(200, { status: 'ready', ...(redis && { redis: redis() ? 'connected' : 'degraded' }) }),
      () => reply(503, { status: 'database away' }),
    )
    return true
  }
}
