import { Readable } from 'node:stream'
import type { Context } from '#lib/context.ts'
import { holding } from '#lib/fair-queue.ts'
import { disposition, fileName } from '#lib/files/name.ts'
import type { Bytes } from '#lib/http/endpoint.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import type { ExportFormat } from './schema.ts'
import { policy } from './style.ts'

const types = { json: 'application/json', html: 'text/html; charset=utf-8' }

/**
 * A room as a file, for its members: all that was written until now. Made part by part as fast as it is
 * taken, so that its length does not matter; it breaks off when the right to read ends meanwhile. A person
 * has few under way at once; `rate_limited` refuses more.
 */
export async function exportRoom(
  { background, db, now, turns, viewer }: Context,
  roomId: string,
  format: ExportFormat,
  origin: string,
): Promise<Bytes> {
  const room = await requireMembership(db.read, viewer, roomId)
  const at = new Date(now()).toISOString()
  const parts = async function* () {
    for (let after: number | null = null; ; ) {
      const asked = { viewer, roomId, format, origin, after, upTo: room.lastSeq, at }
      const { text, next } = await background.exportPart(asked)
      yield text
      if (next === null) return
      after = next
    }
  }
  // With nothing kept ahead the next part is asked for when the last one has been taken.
  const open = async () => Readable.from(parts(), { objectMode: false, highWaterMark: 0 })
  const stream = await holding(turns.exports, viewer.userId, open)
  const name = fileName(`${room.name || 'Direct room'} ${at.slice(0, 10)}.${format}`)
  return {
    status: 200,
    headers: {
      'content-type': types[format],
      'content-disposition': disposition('attachment', name),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': `${policy}; sandbox`,
    },
    stream,
    stillMay: () => requireMembership(db.read, viewer, roomId),
  }
}
