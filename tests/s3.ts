import type { Buffer } from 'node:buffer'
import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/** The signature a request must have: AWS Signature Version 4, worked out from its description. */
function signature({ method, url = '', headers }: IncomingMessage, secret: string): string {
  const [, scope = '', names = ''] =
    /^AWS4-HMAC-SHA256 Credential=[^/,]+\/([^,]+), ?SignedHeaders=([^,]+)/.exec(
      headers.authorization ?? '',
    ) ?? []
  const lines = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`)
  const [path, query = ''] = url.split('?')
  const request = [method, path, query, lines.join(''), names, headers['x-amz-content-sha256']].join('\n')
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(request)].join('\n')
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${secret}`)
  return hmac(key, text).toString('hex')
}

/**
 * A bucket of an S3-compatible store, in memory. It takes only what is signed,
 * and bodies only of a length it was told.
 */
export async function serveBucket(name: string, secret: string) {
  const objects = new Map<string, Buffer>()
  const server = createServer(async (request, response) => {
    const body = await buffer(request)
    const { method, url = '', headers } = request
    const reply = (status: number, answer?: Buffer) => void response.writeHead(status).end(answer)
    if (!headers.authorization?.endsWith(`Signature=${signature(request, secret)}`)) return reply(403)
    if (!url.startsWith(`/${name}/`)) return reply(404)
    if (method === 'PUT') {
      if (Number(headers['content-length']) !== body.length) return reply(411)
      objects.set(url, body)
      return reply(200)
    }
    if (method === 'DELETE') return reply(objects.delete(url) ? 204 : 404)
    const found = objects.get(url)
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
    if (!found) return reply(404)
    return from ? reply(206, found.subarray(Number(from), Number(to) + 1)) : reply(200, found)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { endpoint: `http://127.0.0.1:${port}`, objects, close: () => server.close() }
}
