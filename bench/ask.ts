import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

export type Asked = { port: number; path: string; post: boolean; requests: number; token: string }

const clients = 16

/** Asks `requests` times over 16 kept connections, one request at a time on each; gives requests a second. */
export async function ask({ port, path, post, requests, token }: Asked): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  let left = requests
  const startedAt = performance.now()
  const client = async () => {
    while (left-- > 0) await once(agent, port, path, post, token)
  }
  await Promise.all(Array.from({ length: clients }, client))
  agent.destroy()
  return requests / ((performance.now() - startedAt) / 1000)
}

const once = (agent: Agent, port: number, path: string, post: boolean, token: string) =>
  new Promise<void>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, ...(post && { 'content-type': 'application/json' }) }
    const method = post ? 'POST' : 'GET'
    const sent = request({ agent, port, host: '127.0.0.1', path, method, headers }, (response) => {
      response.resume()
      response.on('end', () => {
        if ((response.statusCode ?? 500) < 300) resolve()
        else reject(new Error(`${path} answered ${response.statusCode}`))
      })
    })
    sent.on('error', reject)
    sent.end(
      post
        ? JSON.stringify({ clientId: randomUUID(), content: 'Shall we talk it over in ten minutes?' })
        : undefined,
    )
  })
