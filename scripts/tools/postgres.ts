import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { findProgram, installDebian } from './find.ts'
import { freePort, freeze, start, stop, temporaryFolder, whenListening } from './program.ts'

const find = () =>
  findProgram(
    ['initdb'],
    [
      '/usr/lib/postgresql/*/bin',
      '/usr/pgsql-*/bin',
      '/opt/homebrew/opt/postgresql@*/bin',
      '/usr/local/opt/postgresql@*/bin',
      '/Applications/Postgres.app/Contents/Versions/*/bin',
    ],
  )

export function ensurePostgres(): string {
  if (!find()) installDebian(['postgresql'])
  const initdb = find()
  if (initdb) return dirname(initdb)
  throw new Error(
    'PostgreSQL is missing: `apt-get install postgresql`, `brew install postgresql`, or the like.',
  )
}

/** PostgreSQL refuses to run as root; its package brought a user that may. */
export function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const ask = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  return { uid: ask('-u'), gid: ask('-g') }
}

/** A PostgreSQL of our own on a free loopback port: quick, and gone afterwards. */
export async function startPostgres() {
  const bin = ensurePostgres()
  const user = unprivileged()
  const folder = temporaryFolder('postgres')
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const init = ['-D', data, '-U', 'rooms', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  execFileSync(join(bin, 'initdb'), init, { ...user, cwd: folder, stdio: 'pipe' })

  const port = await freePort()
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=600']
  const postgres = start(
    join(bin, 'postgres'),
    ['-D', data, '-k', folder, '-h', '127.0.0.1', '-p', String(port), ...settings.flatMap((s) => ['-c', s])],
    { ...user, cwd: folder },
  )
  await whenListening(postgres, port)
  return {
    url: `postgres://rooms@127.0.0.1:${port}/postgres`,
    stop: () => stop(postgres, 'SIGINT'),
    freeze: () => freeze(postgres),
  }
}

/** Makes a database on the server at this address, empty or as another one of it is, and gives its own. */
export async function createDatabase(server: string, like?: string): Promise<string> {
  const name = `rooms_${randomUUID().replaceAll('-', '')}`
  const client = await connected(server)
  const template = like ? new URL(like).pathname.slice(1) : 'template1'
  await client.query(`create database ${name} template ${template}`)
  await client.end()
  return new URL(`/${name}`, server).href
}

/** Listening comes a moment before "the database system is ready". */
async function connected(url: string, until = Date.now() + 10_000): Promise<Client> {
  const client = new Client(url)
  try {
    await client.connect()
    return client
  } catch (error) {
    if (!String(error).includes('starting up') || Date.now() > until) throw error
    await pause(25)
    return connected(url, until)
  }
}
