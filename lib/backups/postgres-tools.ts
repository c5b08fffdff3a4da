import { spawn } from 'node:child_process'
import { accessSync, constants, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { Fault } from '#lib/errors.ts'

/** Where systems keep what comes with PostgreSQL, when it is not in PATH. */
const places = ['/usr/lib/postgresql/*/bin', '/usr/pgsql-*/bin', '/opt/homebrew/opt/{libpq,postgresql@*}/bin']

/**
 * Runs `pg_dump` or `pg_restore` on the database at `url`. The password goes by the environment: everybody on
 * this machine can read the arguments of a process.
 */
export async function runTool(
  name: 'pg_dump' | 'pg_restore',
  url: string | null,
  args: string[],
): Promise<void> {
  const program = find(name)
  const address = url === null ? null : new URL(url)
  const password = decodeURIComponent(address?.password ?? '')
  if (address) address.password = ''
  const child = spawn(program, [...(address ? ['--dbname', address.href] : []), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...(password !== '' && { PGPASSWORD: password }), LC_ALL: 'C' },
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [said, code] = await Promise.all([text(child.stderr), ended])
  if (code !== 0) throw new Fault(`${name} ended with ${code}: ${firstLine(said)}`)
}

/** What it complains of first; the rest may quote rows. */
const firstLine = (said: string) => (said.split('\n').find(Boolean) ?? '').slice(0, 300)

function find(name: string): string {
  const newestFirst = places.flatMap((place) =>
    globSync(place).sort((a, b) => b.localeCompare(a, 'en', { numeric: true })),
  )
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), ...newestFirst]) {
    const program = join(folder, name)
    if (isProgram(program)) return program
  }
  throw new Fault(`${name} is missing: install the client programs of PostgreSQL, as new as the server.`)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
