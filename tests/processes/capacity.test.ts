import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { createDatabase, startPostgres } from '../../scripts/tools/postgres.ts'
import { start, temporaryFolder } from '../../scripts/tools/program.ts'

/** As somebody runs it whose installation has these settings. */
function capacity(settings: Record<string, string>, seconds = '2') {
  const scratch = temporaryFolder('scratch')
  const child = start(process.execPath, ['scripts/capacity.ts', '--seconds', seconds], {
    env: { ...process.env, DATABASE_URL: '', TMPDIR: scratch, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
    })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, said, ended, left: () => readdirSync(scratch) }
}

test('what a machine carries is told in words; nothing is left behind, and nothing of the installation was touched', async () => {
  const dataDir = join(temporaryFolder('installation'), 'data')
  mkdirSync(dataDir)
  writeFileSync(join(dataDir, 'rooms.db'), 'what is here is read by nobody')
  const { said, ended, left } = capacity({
    DATA_DIR: dataDir,
    // Whoever used these would fail, or be told of.
    FILES_S3_BUCKET: 'bucket',
    FILES_S3_ENDPOINT: 'http://127.0.0.1:9',
    FILES_S3_ACCESS_KEY_ID: 'key',
    FILES_S3_SECRET_ACCESS_KEY: 'secret',
    BACKUP_DIR: join(dataDir, 'backups'),
  })
  expect(await ended, said.stderr).toBe(0)
  // On a machine that does ten other things at this moment it may carry nobody, and says that.
  expect(said.stdout).toMatch(
    /^This machine (carries about [\d,]+ people who have Rooms open, of whom [\d,]+ write|\(.*\) is too slow, or too busy)/,
  )
  expect(said.stdout).toContain('what is written is safe after')
  expect(left()).toEqual([])
  expect(readdirSync(dataDir)).toEqual(['rooms.db'])
})

test('of PostgreSQL a database beside the real one is used, which goes with Ctrl+C; who may not make one is told', async () => {
  const postgres = await startPostgres()
  onTestFinished(() => postgres.stop())
  const url = await createDatabase(postgres.url)
  const admin = new Client(url)
  await admin.connect()
  onTestFinished(() => admin.end())
  await admin.query('create role small login')
  const databases = async () =>
    (await admin.query("select datname from pg_database where datname like 'rooms_capacity%'")).rows.length

  const small = new URL(url)
  small.username = 'small'
  const refused = capacity({ DATABASE_URL: small.href })
  expect(await refused.ended).toBe(1)
  expect(refused.said.stderr).toContain('may not make a database beside the real one')
  expect(refused.left()).toEqual([])

  const { child, said, ended, left } = capacity({ DATABASE_URL: url })
  await expect.poll(() => said.stderr, { timeout: 30_000 }).toContain('people connecting')
  expect(await databases()).toBe(1)
  child.kill('SIGINT')
  expect(await ended).toBe(1)
  expect(await databases()).toBe(0)
  expect(left()).toEqual([])
})
