import { Readable } from 'node:stream'
import type { Context } from '#lib/context.ts'
import { disposition, fileName } from '#lib/files/name.ts'
import type { Bytes } from '#lib/http/endpoint.ts'
import { requireMembership } from '#lib/rooms/membership.ts'
import type { ExportFormat } from './schema.ts'

const types = { json: 'application/json', html: 'text/html; charset=utf-8' }

/**
 * A room as a file, for its members: all that was written until now. Made part by part as fast as it is taken, so that its length does not
 * matter; it breaks off when the right to read ends meanwhile.
 */
export async function exportRoom(
  { background, db, now, viewer }: Context,
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
  const name = fileName(`${room.name || 'Direct room'} ${at.slice(0, 10)}.${format}`)
  return {
    status: 200,
    headers: {
      'content-type': types[format],
      'content-disposition': disposition('attachment', name),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
    stream: Readable.from(parts(), { objectMode: false }),
  }
}
