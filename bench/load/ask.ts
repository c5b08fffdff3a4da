import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'

/** Who asks shows a token, as programs do, or the cookie of a browser. */
export type Asked = { path: string; token?: string; cookie?: string; content?: string }
export type Client = { ask: (asked: Asked) => Promise<string>; close: () => void }

/** Connections that are kept, as many as ask at once: a GET, or with `content` the post of a message. */
export function openClient(port: number): Client {
  const agent = new Agent({ keepAlive: true })
  const ask = ({ path, token, cookie, content }: Asked) =>
    new Promise<string>((resolve, reject) => {
      const type = content !== undefined && { 'content-type': 'application/json' }
      const sent = request(
        {
          agent,
          port,
          host: '127.0.0.1',
          path,
          method: content === undefined ? 'GET' : 'POST',
          headers: { ...(cookie ? { cookie } : { authorization: `Bearer ${token}` }), ...type },
        },
        (response) => {
          text(response).then((body) => {
            if ((response.statusCode ?? 500) < 300) resolve(body)
            else reject(new Error(`${path} answered ${response.statusCode}: ${body.slice(0, 200)}`))
          }, reject)
        },
      )
      sent.on('error', reject)
      sent.end(content === undefined ? undefined : JSON.stringify({ clientId: randomUUID(), content }))
    })
  return { ask, close: () => agent.destroy() }
}

export const words = 'Shall we talk it over in ten minutes?'
