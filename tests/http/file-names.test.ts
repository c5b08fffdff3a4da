import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import type { Attachment } from '#lib/files/schema.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { register } from '../client.ts'
import { startServer } from '../server.ts'

const server = await startServer()
afterAll(server.stop)
const ana = await register(server.url, 'Ana')
const address = `${server.url}/api/v1/uploads`
const authorization = `Bearer ${ana.accessToken}`
const folder = temporaryFolder('file-names')

const byFetch = async (name: string): Promise<Attachment> => {
  const body = new FormData()
  body.append('file', new File(['x'], name), name)
  return (await fetch(address, { method: 'POST', headers: { authorization }, body })).json()
}
/** In either writing that curl has for quotes. */
const byCurl =
  (...more: string[]) =>
  async (name: string): Promise<Attachment> => {
    const path = join(folder, 'file')
    writeFileSync(path, 'x')
    const quoted = (text: string) => `"${text.replace(/[\\"]/g, '\\$&')}"`
    const field = `file=@${quoted(path)};filename=${quoted(name)}`
    const asked = ['-s', ...more, '-H', `authorization: ${authorization}`, '-F', field, address]
    return JSON.parse((await promisify(execFile)('curl', asked)).stdout)
  }
const ways = { fetch: byFetch, curl: byCurl(), 'curl --form-escape': byCurl('--form-escape') }
const names = [
  'say "hi".txt',
  'a;b, c=d.txt',
  '100%.txt',
  'a\\b.txt',
  'é 🙂 تقرير.pdf',
  '.env',
  'ends. ',
  'CON.txt',
]

test.each(Object.entries(ways))('sent by %s, a file comes down under the name it had', async (_way, send) => {
  for (const name of names) {
    const stored = await send(name)
    expect(stored.name).toBe(name)
    const { headers } = await ana.http('GET', `/files/${stored.id}`)
    const header = headers.get('content-disposition') ?? ''
    expect(decodeURIComponent(header.split("UTF-8''")[1] ?? '')).toBe(name)
  }
})
