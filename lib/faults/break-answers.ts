import type { RequestListener } from 'node:http'
import type { Io } from '#lib/realtime/sockets.ts'
import type { Lasting } from './lasting.ts'

/** Takes commands late, or never. */
export function breakCommands(lasting: Lasting, io: Io): void {
  io.on('connection', (socket) =>
    socket.use((_command, next) => {
      const broken = lasting.is('answers')
      if (!broken) next()
      else if (broken.delayMs === null) socket.conn.close()
      else setTimeout(next, broken.delayMs)
    }),
  )
}

/** The same of requests. */
export const breakRequests =
  (lasting: Lasting, listener: RequestListener): RequestListener =>
  (request, response) => {
    const broken = lasting.is('answers')
    if (!broken) void listener(request, response)
    else if (broken.delayMs === null) request.socket.destroy()
    else setTimeout(() => void listener(request, response), broken.delayMs)
  }
