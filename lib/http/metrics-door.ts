import { timingSafeEqual } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { bearerIn } from '#lib/auth/identify.ts'
import type { Metrics } from '#lib/metrics/metrics.ts'

/**
 * What answers `/metrics`, for a scraper that brings the token
 * (`Authorization: Bearer …`); nothing for any other path.
 */
export function metricsDoor(metrics: Metrics, token: string) {
  const wanted = Buffer.from(token)
  const tell: RequestListener = async (request, response) => {
    const given = Buffer.from(bearerIn(request.headers.authorization) ?? '')
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      response.writeHead(401, { 'www-authenticate': 'Bearer', 'cache-control': 'no-store' })
      response.end('Bring the token that METRICS_TOKEN holds: Authorization: Bearer …\n')
      return
    }
    const { type, text } = await metrics.told()
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' })
    response.end(text)
  }
  return (path: string): RequestListener | undefined => (path === '/metrics' ? tell : undefined)
}
