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

/** A Redis of our own on a free loopback port; it keeps nothing. */
export async function startRedis() {
  const program = ensureRedis()
  const folder = temporaryFolder('redis')
  const port = await freePort()
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const argv0 = basename(program) === 'redis-check-rdb' ? 'redis-server' : program
  const launch = async () => {
    const launched = start(program, [...args, '--dir', folder], { argv0 })
    await whenListening(launched, port)
    return launched
  }
  let redis = await launch()
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: () => stop(redis),
    freeze: () => freeze(redis),
    /** After `stop`, on the same port. */
    startAgain: async () => {
      redis = await launch()
    },
  }
}
