import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Services } from '#lib/services.ts'

/**
 * Logs what Next answers, once it is answered; the API's door logs for itself, and
 * files of the build are not worth a line.
 */
export function logPage(
  { logs, metrics }: Pick<Services, 'logs' | 'metrics'>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const url = request.url ?? ''
  if (url.startsWith('/_next/') || url.startsWith('/api/v1/')) return
  const startedAt = performance.now()
  response.on('finish', () => {
    const durationMs = performance.now() - startedAt
    metrics?.page(response.statusCode, durationMs)
    logs.http.info(
      {
        requestId: request.headers['x-request-id'],
        method: request.method,
        route: withoutSecrets(url),
        status: response.statusCode,
        durationMs: Math.round(durationMs),
      },
      'page',
    )
  })
}

/** The path alone: queries hold addresses and searches, and what a link opens stands in its path. */
export const withoutSecrets = (url: string): string =>
  (url.split('?')[0] ?? '').replace(/\/(invites?|reset|guest|verify|keep-email)\/.+/, '/$1/…')
