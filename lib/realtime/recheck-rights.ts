import type { World } from '#lib/context.ts'
import { channel } from './channels.ts'
import type { Presence } from './command-context.ts'
import { endIfRevoked } from './disconnect.ts'
import type { Io } from './sockets.ts'

/**
 * With several processes, word of a right that has ended may be lost while Redis is away. So each process
 * looks again from time to time whether its sockets still may hear what they hear.
 */
export async function recheckRights(io: Io, world: World, presence: Presence): Promise<void> {
  presence.members.forget()
  const { adapter, sockets } = io.of('/')
  for (const socket of [...sockets.values()]) await endIfRevoked(socket, world)
  for (const [name, ids] of [...adapter.rooms]) {
    const roomId = [channel.room(''), channel.call('')]
      .filter((kind) => name.startsWith(kind))
      .map((kind) => name.slice(kind.length))[0]
    if (roomId === undefined) continue
    const members = await presence.members.of(roomId)
    for (const id of [...ids]) {
      const socket = sockets.get(id)
      if (socket && !members.has(socket.data.viewer.userId)) await socket.leave(name)
    }
  }
}
