import type { Db } from '#lib/db/open.ts'
import { memberIds } from '#lib/rooms/queries.ts'
import type { Cluster } from './cluster.ts'

/** Rooms remembered at once; the least recently asked for is forgotten first. */
const kept = 2_000

export type Members = {
  of: (roomId: string) => Promise<ReadonlySet<string>>
  /** Who belongs to the room has changed: ask again, at every process. */
  changed: (roomId: string) => void
  /** Ask again for every room. */
  forget: () => void
}

/** Who belongs to a room, remembered between changes: presence and activity ask for it all the time. */
export function rememberMembers(db: Db, cluster: Cluster): Members {
  const rooms = new Map<string, Promise<ReadonlySet<string>>>()
  cluster.hear((_from, gossip) => {
    if (gossip.about === 'members') rooms.delete(gossip.roomId)
  })

  function load(roomId: string) {
    const members = memberIds(db.read, roomId).then((ids) => new Set(ids))
    members.catch(() => rooms.delete(roomId))
    return members
  }

  return {
    forget: () => rooms.clear(),
    of: (roomId) => {
      const members = rooms.get(roomId) ?? load(roomId)
      rooms.delete(roomId)
      rooms.set(roomId, members)
      const [oldest] = rooms.keys()
      if (rooms.size > kept && oldest !== undefined) rooms.delete(oldest)
      return members
    },
    changed: (roomId) => {
      rooms.delete(roomId)
      cluster.tell({ about: 'members', roomId })
    },
  }
}
