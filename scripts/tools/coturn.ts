import { join } from 'node:path'
import { findProgram, installDebian } from './find.ts'
import { freePort, start, stop, temporaryFolder, whenListening } from './program.ts'

const find = () => findProgram(['turnserver'], ['/usr/sbin', '/opt/homebrew/bin'])

export function ensureCoturn(): string {
  if (!find()) installDebian(['coturn'])
  const program = find()
  if (program) return program
  throw new Error('A TURN server is missing: `apt-get install coturn`, `brew install coturn`, or the like.')
}

/**
 * A coturn of our own on a free loopback port. It takes credentials made with
 * this secret, and relays to loopback alone.
 */
export async function startCoturn(secret: string) {
  const program = ensureCoturn()
  const folder = temporaryFolder('coturn')
  const port = await freePort()
  const settings = {
    'listening-ip': '127.0.0.1',
    'relay-ip': '127.0.0.1',
    'listening-port': port,
    'static-auth-secret': secret,
    realm: 'rooms.test',
    userdb: join(folder, 'users'),
    pidfile: join(folder, 'pid'),
    'log-file': 'stdout',
  }
  const flags = ['use-auth-secret', 'fingerprint', 'allow-loopback-peers', 'no-tls', 'no-dtls', 'no-cli']
  const args = ['-n', ...flags.map((flag) => `--${flag}`)]
  for (const [name, value] of Object.entries(settings)) args.push(`--${name}=${value}`)
  const coturn = start(program, args, { cwd: folder })
  await whenListening(coturn, port)
  return { url: `turn:127.0.0.1:${port}?transport=udp`, stop: () => stop(coturn) }
}
