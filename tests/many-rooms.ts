import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Server } from './server.ts'

/**
 * Puts somebody into many public rooms of another person at once, past every limit: "Room 0001" is the newest
 * and so first in every list, the last one has been silent for longest. On the embedded database.
 */
export function putIntoRooms(server: Server, ownerId: string, memberId: string, many: number): string[] {
  const handle = new Database(join(server.dataDir, 'rooms.db'))
  handle.pragma('busy_timeout = 5000')
  const room = handle.prepare(
    `insert into rooms (id, type, visibility, name, name_folded, description, creator_id, is_active, member_count, active_at, created_at)
     values (?, 'chat', 'public', ?, ?, '', ?, 1, 2, ?, ?)`,
  )
  const membership = handle.prepare(
    'insert into memberships (room_id, user_id, role, last_read_seq, joined_at) values (?, ?, ?, 0, 0)',
  )
  const at = Date.now() - 86_400_000
  const ids = Array.from({ length: many }, (_, n) => `${memberId}-${n + 1}`)
  handle.transaction(() => {
    for (const [n, id] of ids.entries()) {
      const name = `Room ${String(n + 1).padStart(4, '0')}`
      room.run(id, name, name.toLowerCase(), ownerId, at - n, at - n)
      membership.run(id, ownerId, 'owner')
      membership.run(id, memberId, 'member')
    }
  })()
  handle.close()
  return ids
}
