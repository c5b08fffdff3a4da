import { typingExpiresMs } from '#lib/limits.ts'
import type { Cluster } from './cluster.ts'

export type Typing = {
  set: (roomId: string, userId: string, typing: boolean) => void
  /** Who types in a room now. */
  of: (roomId: string) => string[]
}

/** Who is typing where, here and at other processes. A name goes by itself when it is not refreshed. */
export function trackTyping(cluster: Cluster, changed: (roomId: string, userIds: string[]) => void): Typing {
  const rooms = new Map<string, Map<string, NodeJS.Timeout>>()
  const of = (roomId: string) => [...(rooms.get(roomId)?.keys() ?? [])]

  function note(roomId: string, userId: string, typing: boolean) {
    const typists = rooms.get(roomId) ?? new Map<string, NodeJS.Timeout>()
    const before = typists.get(userId)
    clearTimeout(before)
    typists.delete(userId)
    if (typing) typists.set(userId, setTimeout(note, typingExpiresMs, roomId, userId, false).unref())
    if (typists.size > 0) rooms.set(roomId, typists)
    else rooms.delete(roomId)
    if (typing !== (before !== undefined)) changed(roomId, of(roomId))
  }

  cluster.hear((_from, gossip) => {
    if (gossip.about === 'typing') note(gossip.roomId, gossip.userId, gossip.typing)
  })
  return {
    of,
    set: (roomId, userId, typing) => {
      note(roomId, userId, typing)
      cluster.tell({ about: 'typing', roomId, userId, typing })
    },
  }
}
