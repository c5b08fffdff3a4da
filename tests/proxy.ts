import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** What stands in front of servers, as seen by those who call. */
export type Proxy = { url: string; stop: () => Promise<void> }

/**
 * A load balancer on a loopback port: each connection goes to the first of these
 * servers that takes it, and ends with it.
 */
export async function startProxy(servers: string[]): Promise<Proxy> {
  const ports = servers.map((url) => Number(new URL(url).port))
  const sockets = new Set<Socket>()
  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  }
  const proxy = createServer(async (caller) => {
    keep(caller)
    const server = await firstThatTakes(ports)
    if (!server) return caller.destroy()
    keep(server)
    caller.pipe(server).pipe(caller)
    caller.on('close', () => server.destroy())
    server.on('close', () => caller.destroy())
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const address = proxy.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      proxy.close()
      for (const socket of sockets) socket.destroy()
      await once(proxy, 'close')
    },
  }
}

async function firstThatTakes(ports: number[]): Promise<Socket | null> {
  for (const port of ports) {
    const socket = connect(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return socket
    } catch {
      socket.destroy()
    }
  }
  return null
}
