import type { Cluster } from './cluster.ts'

/** Processes call the roll this often; one not heard for three rolls has nobody. */
export const rollMs = 10_000

export type Online = {
  arrived: (userId: string) => void
  departed: (userId: string) => void
  has: (userId: string) => boolean
  /** Who came or went since the last call, as they are now. */
  changes: () => { online: string[]; offline: string[] }
  callRoll: (now: number) => void
}

/** Who has a socket, here or at another process. */
export function trackOnline(cluster: Cluster, now: () => number): Online {
  const here = new Map<string, number>()
  const elsewhere = new Map<string, { userIds: Set<string>; heardAt: number }>()
  const touched = new Set<string>()
  const told = new Set<string>()

  const has = (userId: string) =>
    here.has(userId) || [...elsewhere.values()].some((process) => process.userIds.has(userId))
  const at = (node: string) => {
    const known = elsewhere.get(node) ?? { userIds: new Set<string>(), heardAt: 0 }
    known.heardAt = now()
    elsewhere.set(node, known)
    return known
  }

  cluster.hear((from, gossip) => {
    if (gossip.about === 'online') {
      at(from).userIds[gossip.online ? 'add' : 'delete'](gossip.userId)
      touched.add(gossip.userId)
    }
    if (gossip.about === 'roll') {
      const process = at(from)
      for (const userId of new Set([...process.userIds, ...gossip.userIds])) touched.add(userId)
      process.userIds = new Set(gossip.userIds)
    }
  })

  return {
    has,
    arrived: (userId) => {
      const count = here.get(userId) ?? 0
      here.set(userId, count + 1)
      if (count > 0) return
      touched.add(userId)
      cluster.tell({ about: 'online', userId, online: true })
    },
    departed: (userId) => {
      const count = here.get(userId) ?? 0
      if (count > 1) return void here.set(userId, count - 1)
      here.delete(userId)
      touched.add(userId)
      cluster.tell({ about: 'online', userId, online: false })
    },
    changes: () => {
      const [online, offline]: [string[], string[]] = [[], []]
      for (const userId of touched) {
        if (has(userId) === told.has(userId)) continue
        if (told.delete(userId)) offline.push(userId)
        else {
          told.add(userId)
          online.push(userId)
        }
      }
      touched.clear()
      return { online, offline }
    },
    callRoll: (at) => {
      cluster.tell({ about: 'roll', userIds: [...here.keys()] })
      for (const [node, process] of elsewhere) {
        if (at - process.heardAt < 3 * rollMs) continue
        elsewhere.delete(node)
        for (const userId of process.userIds) touched.add(userId)
      }
    },
  }
}
