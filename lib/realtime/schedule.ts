import type { Logger } from 'pino'
import { lookAfterCalls } from '#lib/calls/clock.ts'
import { keepKnocks } from '#lib/calls/knocks.ts'
import { keepLines } from '#lib/calls/lines.ts'
import type { World } from '#lib/context.ts'
import { inBoth, rollMs } from '#lib/presence/online.ts'
import { closeIfSlow } from './backlog.ts'
import { channel } from './channels.ts'
import type { Presence } from './command-context.ts'
import { recheckRights } from './recheck-rights.ts'
import { type Io, isSeated } from './sockets.ts'

/**
 * What is looked after by the clock because it is a matter of this process's sockets. Returns how to stop.
 */
export function runSchedule(io: Io, world: World, presence: Presence, log: Logger): () => void {
  const every = (ms: number, work: () => void | Promise<void>) => {
    let busy = false
    const round = async () => {
      if (busy) return
      busy = true
      try {
        await work()
      } catch (error) {
        log.error({ err: error }, 'a round failed')
      }
      busy = false
    }
    return setInterval(() => void round(), ms)
  }
  const timers = [
    every(1_000, () => tellPresence(io, presence)),
    every(1_000, () => {
      for (const socket of io.of('/').sockets.values())
        closeIfSlow(socket, world.env.LIMIT_SOCKET_BUFFER_BYTES)
    }),
    every(2_000, async () => {
      await keepLines(world, presence.node, seatedSockets(io))
      await keepWaiting(io, world)
      // After these: when the database was away for a time, nobody here is lost.
      await lookAfterCalls(world)
    }),
    every(rollMs, () => presence.online.callRoll(world.elapsed())),
    ...(world.env.REDIS_URL === '' ? [] : [every(rollMs, () => recheckRights(io, world, presence))]),
  ]
  return () => timers.forEach(clearInterval)
}

/** The knocks of this process's sockets; a socket forgets those that were answered. */
async function keepWaiting(io: Io, world: World) {
  const sockets = [...io.of('/').sockets.values()]
  const waiting = sockets.flatMap(({ data: { knocks, viewer } }) =>
    [...knocks].map((roomId) => ({ roomId, userId: viewer.userId })),
  )
  for (const { roomId, userId } of await keepKnocks(world, waiting))
    for (const { data } of sockets) if (data.viewer.userId === userId) data.knocks.delete(roomId)
}

const seatedSockets = (io: Io): string[] =>
  [...io.of('/').sockets.values()].filter(isSeated).map(({ id }) => id)

/** Each watched room hears who of its members came or went. Every process tells its own watchers. */
async function tellPresence(io: Io, presence: Presence) {
  const changes = presence.online.changes()
  const [online, offline] = [new Set(changes.online), new Set(changes.offline)]
  if (online.size + offline.size === 0) return
  for (const name of io.of('/').adapter.rooms.keys()) {
    if (!name.startsWith(channel.room(''))) continue
    const roomId = name.slice(channel.room('').length)
    const members = await presence.members.of(roomId)
    const came = inBoth(online, members)
    const went = inBoth(offline, members)
    if (came.length + went.length > 0)
      io.local.to(name).emit('presence:changed', { roomId, online: came, offline: went })
  }
}
