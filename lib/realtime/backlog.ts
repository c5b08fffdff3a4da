import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '#lib/errors.ts'
import type { RoomsSocket } from './sockets.ts'

/** How long a socket may leave unread what keeps its next answer waiting. */
const patienceMs = 5_000
const lookAgainMs = 20

type WebSocket = { bufferedAmount: number; terminate: () => void }
const webSocketOf = ({ conn }: RoomsSocket) => (conn.transport as { socket?: WebSocket }).socket

/**
 * Bytes that wait for a socket to read them: in its line already, and behind that in the connection.
 */
function backlogOf(socket: RoomsSocket): number {
  const { writeBuffer } = socket.conn as unknown as { writeBuffer: { data?: string | Buffer }[] }
  let bytes = webSocketOf(socket)?.bufferedAmount ?? 0
  for (const { data } of writeBuffer) bytes += data?.length ?? 0
  return bytes
}

/**
 * Somebody who reads slower than they are written to is closed before the server's memory
 * holds it all; they catch up by revision.
 */
export function closeIfSlow(socket: RoomsSocket, allowedBytes: number): void {
  if (backlogOf(socket) > allowedBytes) hangUp(socket)
}

/**
 * Resolves when the socket has read enough for one more answer to be made for it: when
 * no more than half of what is allowed waits. One that does not read is closed. Rejects
 * with `unavailable` when the socket is gone.
 */
export async function hasRead(socket: RoomsSocket, allowedBytes: number): Promise<void> {
  for (let waitedMs = 0; socket.connected; waitedMs += lookAgainMs) {
    const bytes = backlogOf(socket)
    if (bytes <= allowedBytes / 2) return
    if (bytes > allowedBytes || waitedMs >= patienceMs) hangUp(socket)
    else await pause(lookAgainMs)
  }
  throw new Refusal('unavailable', 'connectionGone')
}

function hangUp(socket: RoomsSocket) {
  const webSocket = webSocketOf(socket)
  socket.conn.close(true)
  // Without this the WebSocket would keep it all for 30 s more, waiting for a farewell nobody reads.
  webSocket?.terminate()
}
