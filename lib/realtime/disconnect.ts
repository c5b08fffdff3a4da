import { mayUse } from '#lib/accounts/policy.ts'
import type { Viewer } from '#lib/accounts/schema.ts'
import { lookAgain } from '#lib/accounts/sessions.ts'
import type { World } from '#lib/context.ts'
import type { Cluster } from '#lib/presence/cluster.ts'
import type { Io, RoomsSocket } from './sockets.ts'

/*
 * The Redis adapter leaves channels and closes sockets, also those of this process, only when its own word
 * comes back to it. Until then, or for as long as Redis is away, a right that has ended would still hear; and
 * who has come back meanwhile would be taken out again. So it is done here at once, and told to the others.
 */

const leave = (io: Io, of: string[], channels: string[]) => io.local.in(of).socketsLeave(channels)

/** Takes the sockets of some channels out of others, in every process. */
export function leaveChannels(io: Io, cluster: Cluster, of: string[], channels: string[]): void {
  leave(io, of, channels)
  cluster.tell({ about: 'leaving', of, channels })
}

/** What other processes have told by that. */
export const hearLeaving = (io: Io, cluster: Cluster): void =>
  cluster.hear((_from, told) => {
    if (told.about === 'leaving') leave(io, told.of, told.channels)
  })

/** Closes the sockets of a channel, in every process. */
export function closeSockets(io: Io, of: string): void {
  io.local.in(of).disconnectSockets(true)
  io.in(of).disconnectSockets(true)
}

/** Who is behind a socket now. A socket whose session is over is told so and closed, and there is nobody. */
export async function endIfRevoked(socket: RoomsSocket, world: World): Promise<Viewer | null> {
  const viewer = await lookAgain(world, socket.data.viewer)
  if (viewer && mayUse(viewer, 'read')) return viewer
  // It comes back, and is told then what to do first.
  if (viewer) {
    socket.disconnect(true)
    return null
  }
  socket.emit('session:ended', { reason: 'revoked' })
  socket.disconnect(true)
  return null
}
