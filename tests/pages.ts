import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Page = (response: ServerResponse, request: IncomingMessage) => void

/** HTML as a server answers it. */
export const html =
  (text: string | Buffer, type = 'text/html; charset=utf-8'): Page =>
  (response) =>
    void response.writeHead(200, { 'content-type': type }).end(text)

/** Somewhere else. */
export const to =
  (location: string): Page =>
  (response) =>
    void response.writeHead(302, { location }).end()

/**
 * A web server of the outside on all of this machine's addresses, with
 * what it was asked for: `127.0.0.1/path`.
 */
export async function servePages(pages: Record<string, Page>, at = 0) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    asked.push(`${request.socket.localAddress?.replace('::ffff:', '')}${path}`)
    const page = pages[path]
    if (page) page(response, request)
    else response.writeHead(404).end()
  })
  server.listen(at)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    /** What it answers; may be changed while it runs. */
    pages,
    port,
    asked,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
