import { chownSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram, installDebian } from './find.ts'
import { unprivileged } from './postgres.ts'
import { freePort, freeze, start, stop, temporaryFolder, whenListening } from './program.ts'

const find = () => findProgram(['pgbouncer'], ['/usr/sbin', '/opt/homebrew/bin'])

export function ensurePgBouncer(): string {
  if (!find()) installDebian(['pgbouncer'])
  const program = find()
  if (program) return program
  throw new Error('PgBouncer is missing: `apt-get install pgbouncer`, `brew install pgbouncer`, or the like.')
}

/**
 * PgBouncer with transaction pooling, and nothing else set than where to: before the database at this
 * address, which it hands so few connections of that nobody keeps one.
 */
export async function startPgBouncer(database: string) {
  const program = ensurePgBouncer()
  const user = unprivileged()
  const folder = temporaryFolder('pgbouncer')
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid)
  const port = await freePort()
  const { hostname, port: behind, username, pathname } = new URL(database)
  const config = join(folder, 'pgbouncer.ini')
  writeFileSync(join(folder, 'users.txt'), `"${username}" ""\n`)
  writeFileSync(
    config,
    `[databases]
* = host=${hostname} port=${behind}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${join(folder, 'users.txt')}
pool_mode = transaction
default_pool_size = 4
max_client_conn = 200
`,
  )
  const launch = async () => {
    const launched = start(program, [config], { ...user, cwd: folder })
    await whenListening(launched, port)
    return launched
  }
  let bouncer = await launch()
  return {
    url: `postgres://${username}@127.0.0.1:${port}${pathname}`,
    stop: () => stop(bouncer, 'SIGINT'),
    freeze: () => freeze(bouncer),
    /** After `stop`, on the same port. */
    startAgain: async () => {
      bouncer = await launch()
    },
  }
}
