import { timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Metrics } from '#lib/metrics.ts'

/** `/metrics`, for a scraper that brings the token (`Authorization: Bearer …`). */
export function metricsDoor(metrics: Metrics, token: string) {
  const wanted = Buffer.from(`Bearer ${token}`)
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    if (request.url?.split('?')[0] !== '/metrics') return false
    const given = Buffer.from(request.headers.authorization ?? '')
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      response.writeHead(401, { 'www-authenticate': 'Bearer', 'cache-control': 'no-store' })
      response.end('Bring the token that METRICS_TOKEN holds: Authorization: Bearer …\n')
      return true
    }
    void metrics.told().then(({ type, text }) => {
      response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' })
      response.end(text)
    })
    return true
  }
}
