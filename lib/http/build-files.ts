import { once } from 'node:events'
import { createReadStream, readdirSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'

const folder = '.next/static/chunks'
const address = '/_next/static/chunks/'
const types: Record<string, string> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
}
/** Brotli among what somebody takes, unless it is refused (RFC 9110, 12.5.3). */
const brotli = /(?:^|,)\s*br\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i

/**
 * Serves scripts and styles of the build as they were compressed with it (scripts/compress.ts). Gives
 * whether it did: not to whoever takes no brotli or asks for a part, nor where the build has no such file.
 */
export const buildFiles = () => {
  const compressed = new Set(namesIn(folder).filter((name) => name.endsWith('.br')))
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> => {
    const name = path.startsWith(address) ? path.slice(address.length) : ''
    const type = types[/\.\w+$/.exec(name)?.[0] ?? '']
    if (!type || !compressed.has(`${name}.br`) || request.headers.range !== undefined) return false
    if (!brotli.test(String(request.headers['accept-encoding'] ?? ''))) return false
    const file = createReadStream(`${folder}/${name}.br`)
    // A build may take its files away while a server of it runs.
    if (!(await once(file, 'open').catch(() => null))) return false
    response.writeHead(200, {
      'content-type': type,
      'content-encoding': 'br',
      // The name is made of the content.
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    })
    // Node leaves out the body of an answer to HEAD. Whoever left needs no rest of it.
    await pipeline(file, response).catch(() => undefined)
    return true
  }
}

/** None where nothing is built, as in development. */
const namesIn = (path: string): string[] => {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}
