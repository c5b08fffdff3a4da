import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import type { Lasting } from './lasting.ts'

/**
 * A way to Redis that can be taken away: gives the address to use in the place of `url`. With TLS the name in
 * the certificate would be another, so such an address is left as it is.
 */
export async function relayOf(lasting: Lasting, url: string): Promise<string> {
  if (!url.startsWith('redis:')) return url
  const { hostname, port } = new URL(url)
  const open = new Set<Socket>()
  const relay = createServer((asked) => {
    if (lasting.is('redis')) return void asked.destroy()
    const on = connect(Number(port || 6379), hostname)
    for (const socket of [asked, on]) {
      open.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        open.delete(socket)
        for (const other of [asked, on]) other.destroy()
      })
    }
    asked.pipe(on).pipe(asked)
  })
  relay.unref().listen(0, '127.0.0.1')
  await once(relay, 'listening')
  lasting.onChange('redis', () => {
    if (lasting.is('redis')) for (const socket of open) socket.destroy()
  })
  const here = new URL(url)
  here.host = `127.0.0.1:${(relay.address() as AddressInfo).port}`
  return here.href
}
