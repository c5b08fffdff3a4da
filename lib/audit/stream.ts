import { Readable } from 'node:stream'
import type { Context } from '#lib/context.ts'
import { holding } from '#lib/fair-queue.ts'
import type { Bytes } from '#lib/http/endpoint.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { auditLog } from './queries.ts'
import type { AuditQuery } from './schema.ts'

const atOnce = 500

/**
 * All that fits, one JSON document a line, the newest first: read as fast as it is taken, so that its length
 * does not matter. `stillMay` is asked meanwhile. For administrators.
 */
export async function auditStream(
  context: Context,
  query: AuditQuery,
  stillMay: () => Promise<unknown>,
): Promise<Bytes> {
  requireAdministrator(context.viewer)
  const parts = async function* () {
    for (let cursor = query.cursor; ; ) {
      const { items, nextCursor } = await auditLog(context, { ...query, limit: atOnce, cursor })
      yield items.map((entry) => `${JSON.stringify(entry)}\n`).join('')
      if (nextCursor === null) return
      cursor = nextCursor
    }
  }
  // With nothing kept ahead the next part is asked for when the last one has been taken.
  const open = async () => Readable.from(parts(), { objectMode: false, highWaterMark: 0 })
  const day = new Date(context.now()).toISOString().slice(0, 10)
  return {
    status: 200,
    headers: {
      'content-type': 'application/x-ndjson',
      'content-disposition': `attachment; filename="audit-${day}.ndjson"`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
    stream: await holding(context.turns.exports, context.viewer.userId, open),
    stillMay,
  }
}
