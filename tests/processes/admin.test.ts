import { execFile, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { TOTP } from 'otpauth'
import { afterAll, expect, test } from 'vitest'
import type { Account } from '#lib/accounts/schema.ts'
import type { AppSecret } from '#lib/accounts/two-factor/schema.ts'
import { createRoom, http, register } from '../client.ts'
import { password } from '../password.ts'
import { startServer } from '../server.ts'

const server = await startServer()
afterAll(server.stop)

/** On the server's own machine, with its settings, while it runs. */
const admin = (...args: string[]) =>
  new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
    const env = { ...process.env, DATA_DIR: server.dataDir, DATABASE_URL: '' }
    execFile(process.execPath, ['scripts/command.ts', 'admin', ...args], { env }, (error, stdout, stderr) =>
      resolve({ status: Number(error?.code ?? 0), stdout, stderr }),
    )
  })

test('who is locked out comes in again, and who should administer does, from the server’s own machine', async () => {
  const ana = await register(server.url, 'Ana')
  const bob = await register(server.url, 'Bob')

  const made = await admin('reset-link', bob.user.email)
  expect(made.status, made.stderr).toBe(0)
  const token = /\/reset\/([\w-]{43})$/m.exec(made.stdout)?.[1]
  const chosen = { token, password: 'quite another pass phrase 7' }
  expect(await http(server.url)('POST', '/auth/reset', chosen)).toMatchObject({ status: 204 })
  expect(await http(server.url, bob.accessToken)('GET', '/me')).toMatchObject({ status: 401 })
  const signIn = (one: string) =>
    http(server.url)('POST', '/auth/login', { email: bob.user.email, password: one })
  expect(await signIn(password)).toMatchObject({ status: 401 })
  expect(await signIn(chosen.password)).toMatchObject({ status: 200 })
  expect(await http(server.url)('POST', '/auth/reset', chosen)).toMatchObject({
    status: 404,
    body: { reason: 'accounts.linkUsed' },
  })

  const promoted = await admin('promote', bob.user.email)
  expect(promoted.status, promoted.stderr).toBe(0)
  expect(promoted.stdout).toBe('Bob is an administrator now.\n')
  const { items } = await ana.get<{ items: Account[] }>('/admin/users')
  expect(items.map(({ name, role }) => [name, role])).toEqual([
    ['Ana', 'admin'],
    ['Bob', 'admin'],
  ])
})

test('a second factor that was lost is taken away', async () => {
  const cleo = await register(server.url, 'Cleo')
  const { secret } = await cleo.post<AppSecret>('/me/two-factor')
  const code = new TOTP({ secret }).generate()
  expect(await cleo.http('PUT', '/me/two-factor', { code })).toMatchObject({ status: 200 })
  const signIn = () => http(server.url)('POST', '/auth/login', { email: cleo.user.email, password })
  expect(await signIn()).toMatchObject({
    status: 401,
    body: { code: 'two_factor_required', challenge: expect.any(String) },
  })
  const done = await admin('reset-two-factor', cleo.user.email)
  expect(done.status, done.stderr).toBe(0)
  expect(done.stdout).toBe('Cleo signs in with the password alone now.\n')
  expect(await signIn()).toMatchObject({ status: 200 })
})

test('what it cannot do it says, and ends with 1', async () => {
  for (const args of [
    [],
    ['promote'],
    ['reset-link'],
    ['reset-link', 'a@b.org', 'more'],
    ['constructor', 'a'],
  ])
    expect(await admin(...args)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('reset-two-factor EMAIL'),
    })
  expect(await admin('reset-link', 'nobody@example.org')).toMatchObject({ status: 1, stdout: '' })
})

test('what goes because it is old is told, and nothing is taken', async () => {
  const dora = await register(server.url, 'Dora')
  const room = await createRoom(dora, [], { name: 'Attic' })
  await dora.post(`/rooms/${room.id}/messages`, { clientId: randomUUID(), content: 'Old' })
  const db = new Database(`${server.dataDir}/rooms.db`)
  db.prepare('update messages set created_at = ? where room_id = ?').run(Date.UTC(2020, 1, 2), room.id)
  db.close()
  expect(await admin('retention', '--dry-run')).toMatchObject({ status: 0, stdout: 'Nothing would go.\n' })
  const line = '1 messages, 0 files of 0 bytes, the oldest of 2020-02-02'
  expect(await admin('retention', '--dry-run', '30')).toMatchObject({
    status: 0,
    stdout: `Attic (30 days): ${line}\nIn all: ${line}\n`,
  })
  expect(await dora.get(`/rooms/${room.id}/messages`)).toMatchObject({ items: [{ content: 'Old' }] })
  for (const args of [[], ['--dry-run', '0'], ['--dry-run', '30', 'more'], ['30']])
    expect(await admin('retention', ...args)).toMatchObject({ status: 1, stdout: '' })
})

test.each(['', 'nothing', '../tools/find', 'command'])('%j is no command, and says so', (name) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/command.ts', name], {
    encoding: 'utf8',
  })
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: '',
    stderr: `There is no command ${JSON.stringify(name)}.\n`,
  })
})
