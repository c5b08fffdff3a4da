import type { Viewer } from '#lib/accounts/schema.ts'
import { viewerOf } from '#lib/accounts/sessions.ts'
import type { World } from '#lib/context.ts'
import type { RoomsSocket } from './sockets.ts'

/** Who is behind a socket now. A socket whose session is over is told so and closed, and there is nobody. */
export async function endIfRevoked(socket: RoomsSocket, world: World): Promise<Viewer | null> {
  const viewer = await viewerOf(world, socket.data.viewer.sessionId)
  if (viewer) return viewer
  socket.emit('session:ended', { reason: 'revoked' })
  socket.disconnect(true)
  return null
}
