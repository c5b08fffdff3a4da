import { basename } from 'node:path'
import { findProgram, installDebian } from './find.ts'
import { freePort, freeze, start, stop, temporaryFolder, whenListening } from './program.ts'

// Debian's redis-tools holds the server under another name, and unlike redis-server starts no service.
const find = () =>
  findProgram(['redis-server', 'valkey-server', 'redis-check-rdb'], ['/usr/sbin', '/opt/homebrew/bin'])

export function ensureRedis(): string {
  if (!find()) installDebian(['redis-tools'])
  const program = find()
  if (program) return program
  throw new Error('Redis is missing: `apt-get install redis-server`, `brew install redis`, or the like.')
}

type Kind = {
  port?: number
  /** What goes before everything else: a file of its configuration. */
  file?: string[]
  settings?: string[]
}

/** A Redis of our own on a free loopback port; it keeps nothing. */
export async function startRedis({ port: given, file = [], settings = [] }: Kind = {}) {
  const program = ensureRedis()
  const folder = temporaryFolder('redis')
  const port = given ?? (await freePort())
  const args = [...file, '--port', String(port), '--bind', '127.0.0.1', '--dir', folder]
  const keepsNothing = file.length > 0 ? [] : ['--save', '', '--appendonly', 'no']
  const argv0 = basename(program) === 'redis-check-rdb' ? 'redis-server' : program
  const launch = async () => {
    const launched = start(program, [...args, ...keepsNothing, ...settings], { argv0 })
    await whenListening(launched, port)
    return launched
  }
  let redis = await launch()
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    stop: () => stop(redis),
    kill: () => stop(redis, 'SIGKILL'),
    freeze: () => freeze(redis),
    /** After `stop`, on the same port. */
    startAgain: async () => {
      redis = await launch()
    },
  }
}
