import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import type { Program } from './client.ts'
import { formType } from './forms.ts'

/** Something large on its way to somebody who has taken its beginning, and reads on when told to. */
export type Download = {
  /** Reads to the end: how many bytes there were, and whether it was all. */
  rest: () => Promise<{ bytes: number; whole: boolean }>
  /** Resolves when the server has cut the line, while nobody reads. */
  cut: () => Promise<void>
}

const probeMs = 50

/** Begins to download, reads a little, and stands still. */
export async function download(someone: Program, path: string, url = someone.url): Promise<Download> {
  const asking = request(`${url}/api/v1${path}`, {
    headers: { authorization: `Bearer ${someone.accessToken}` },
    agent: false,
  })
  asking.on('error', () => undefined)
  asking.end()
  const [answer] = (await once(asking, 'response')) as [IncomingMessage]
  if (answer.statusCode !== 200) throw new Error(`${path}: ${answer.statusCode}`)
  let bytes = 0
  answer.on('data', (part: Uint8Array) => {
    bytes += part.length
  })
  answer.on('error', () => undefined)
  const closed = new Promise<void>((resolve) => answer.once('close', resolve))
  await once(answer, 'data')
  answer.pause()
  return {
    rest: async () => {
      answer.resume()
      await closed
      return { bytes, whole: answer.complete }
    },
    cut: async () => {
      // Who does not read does not notice that the line is gone, but writing to it does.
      const probe = setInterval(() => answer.socket.write('\r\n'), probeMs)
      await closed
      clearInterval(probe)
    },
  }
}

/** Begins to upload; the body is the caller's to write. */
export function beginUpload(someone: Program, headers: Record<string, number> = {}): ClientRequest {
  const sending = request(`${someone.url}/api/v1/uploads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${someone.accessToken}`, 'content-type': formType, ...headers },
  })
  sending.on('error', () => undefined)
  return sending
}
