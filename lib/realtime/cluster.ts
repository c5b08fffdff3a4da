import type { Server } from 'socket.io'
import { newId } from '#lib/ids.ts'
import type { Cluster } from '#lib/presence/cluster.ts'

/** The other processes behind the same Redis; without one there are none. */
export function joinCluster(io: Server, several: boolean): Cluster {
  const node = newId()
  return {
    node,
    tell: (gossip) => {
      if (several) io.serverSideEmit('gossip', node, gossip)
    },
    hear: (listener) => {
      io.on('gossip', listener)
    },
  }
}
