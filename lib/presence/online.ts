import type { Cluster } from './cluster.ts'

/** Processes call the roll this often; one not heard for three rolls has nobody. */
export const rollMs = 10_000

export type Online = {
  arrived: (userId: string) => void
  departed: (userId: string) => void
  has: (userId: string) => boolean
  /** Those of them who have one; `people` is a set that nobody changes. */
  among: (people: ReadonlySet<string>) => readonly string[]
  /** Who came or went since the last call, as they are now. */
  changes: () => { online: string[]; offline: string[] }
  callRoll: (now: number) => void
  /** How many processes are alive, this one included. */
  processes: () => number
}

/** Who has a socket, here or at another process. */
export function trackOnline(cluster: Cluster, now: () => number): Online {
  const here = new Map<string, number>()
  const elsewhere = new Map<string, { userIds: Set<string>; heardAt: number }>()
  /** At how many processes somebody is: it is asked for far more often than it changes. */
  const places = new Map<string, number>()
  /** Raised with each change of who has a place. */
  let version = 0
  const found = new WeakMap<ReadonlySet<string>, { of: number; userIds: readonly string[] }>()
  const touched = new Set<string>()
  const told = new Set<string>()

  const has = (userId: string) => places.has(userId)
  function move(userId: string, by: 1 | -1) {
    const before = places.get(userId) ?? 0
    const count = before + by
    if (count > 0) places.set(userId, count)
    else places.delete(userId)
    if (before === 0 || count === 0) version += 1
    touched.add(userId)
  }
  const at = (node: string) => {
    const known = elsewhere.get(node) ?? { userIds: new Set<string>(), heardAt: 0 }
    known.heardAt = now()
    elsewhere.set(node, known)
    return known
  }
  function note({ userIds }: { userIds: Set<string> }, userId: string, online: boolean) {
    if (userIds.has(userId) === online) return
    userIds[online ? 'add' : 'delete'](userId)
    move(userId, online ? 1 : -1)
  }

  /** The same is asked with each message of a room, and by everybody who comes back to it. */
  function among(people: ReadonlySet<string>) {
    let known = found.get(people)
    if (known?.of !== version) {
      known = { of: version, userIds: inBoth(people, places) }
      found.set(people, known)
    }
    return known.userIds
  }

  cluster.hear((from, gossip) => {
    if (gossip.about === 'online') note(at(from), gossip.userId, gossip.online)
    if (gossip.about === 'roll') {
      const process = at(from)
      const present = new Set(gossip.userIds)
      for (const userId of new Set([...process.userIds, ...present]))
        note(process, userId, present.has(userId))
    }
  })

  return {
    has,
    among,
    processes: () => elsewhere.size + 1,
    arrived: (userId) => {
      const count = here.get(userId) ?? 0
      here.set(userId, count + 1)
      if (count > 0) return
      move(userId, 1)
      cluster.tell({ about: 'online', userId, online: true })
    },
    departed: (userId) => {
      const count = here.get(userId) ?? 0
      if (count > 1) return void here.set(userId, count - 1)
      here.delete(userId)
      move(userId, -1)
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
        for (const userId of process.userIds) move(userId, -1)
      }
    },
  }
}

type Ids = { size: number; has: (id: string) => boolean; keys: () => Iterable<string> }

/**
 * Looked for from the smaller side: after a restart thousands come at once, a room may have thousands of
 * members, and thousands of rooms are watched.
 */
export function inBoth(some: Ids, others: Ids): string[] {
  const [fewer, more] = some.size < others.size ? [some, others] : [others, some]
  const found: string[] = []
  for (const id of fewer.keys()) if (more.has(id)) found.push(id)
  return found
}
