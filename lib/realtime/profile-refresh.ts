import type { Cluster } from '#lib/presence/cluster.ts'
import { channel } from './channels.ts'
import type { Io } from './sockets.ts'

/**
 * Sockets remember for a while who is behind them. Gives how to end that for one person, at every process:
 * their next command is under the name they have now.
 */
export function agreeOnProfiles(io: Io, cluster: Cluster): (userId: string) => void {
  const { adapter, sockets } = io.of('/')
  const lookAgain = (userId: string) => {
    for (const id of adapter.rooms.get(channel.user(userId)) ?? []) {
      const socket = sockets.get(id)
      if (socket) socket.data.checkedAt = Number.NEGATIVE_INFINITY
    }
  }
  cluster.hear((_from, gossip) => {
    if (gossip.about === 'profile') lookAgain(gossip.userId)
  })
  return (userId) => {
    lookAgain(userId)
    cluster.tell({ about: 'profile', userId })
  }
}
