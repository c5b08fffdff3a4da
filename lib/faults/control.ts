import { chmodSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { Fault as Unusable } from '#lib/errors.ts'
import { issuesOf } from '#lib/http/parse.ts'
import { type Fault, fault } from './schema.ts'

/** How long the path of a socket may be on Linux and macOS. */
const longestPath = 103

/**
 * The door for faults: a socket in the data folder, for whoever may read that folder's secrets anyway. No
 * proxy leads there. POST takes one fault as JSON, GET tells what is broken.
 */
export async function openControl(
  dataDir: string,
  { ask, broken }: { ask: (asked: Fault) => Promise<void>; broken: () => Fault[] },
): Promise<void> {
  const path = join(dataDir, 'faults.sock')
  if (Buffer.byteLength(path) > longestPath)
    throw new Unusable(`ROOMS_FAULTS needs a shorter DATA_DIR: ${path} is too long for the name of a socket.`)
  rmSync(path, { force: true })
  const door = createServer(async (request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    try {
      if (request.method === 'POST') {
        const asked = fault.safeParse(await json(request))
        if (!asked.success) return void answer(400, { issues: issuesOf(asked.error) })
        await ask(asked.data)
      }
      answer(200, { broken: broken() })
    } catch (error) {
      answer(500, { error: String(error) })
    }
  })
  await new Promise<void>((resolve, reject) => door.once('error', reject).unref().listen(path, resolve))
  chmodSync(path, 0o600)
}
