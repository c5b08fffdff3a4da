import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { writeStatus } from '#lib/backups/shelf.ts'
import { en } from '#lib/words/en/index.ts'
import { english } from '#lib/words/english.ts'
import { freePort, temporaryFolder } from '../../scripts/tools/program.ts'
import { createUser } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { mountOf, mountsIn } from './checks/disk.ts'
import { placeOf } from './checks/relays.ts'
import { daysLeft, noteSpace } from './free-space.ts'
import { lookAtAll } from './look.ts'
import { healthOf } from './operations.ts'
import { type Finding, subjects } from './schema.ts'

const shelf = temporaryFolder('shelf')
const closed = await freePort()

/** What answers STUN, as a relay does. */
const relay = createSocket('udp4')
relay.on('message', (asked, { port, address }) => {
  relay.send(Buffer.concat([Buffer.from([1, 1, 0, 0]), asked.subarray(4, 20)]), port, address)
})
relay.bind(0, '127.0.0.1')
await once(relay, 'listening')
afterAll(() => new Promise<void>((resolve) => relay.close(() => resolve())))

const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
})
/** What stands before Rooms, with these faults; gives its address. */
async function proxy({ upgrades = true, bodies = true, isRooms = true, ahead = 0 }): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader('date', new Date(Date.now() + ahead).toUTCString())
    if (request.url === '/healthz') return response.end(isRooms ? '{"status":"up"}' : 'welcome to nginx')
    response.writeHead(401).end()
  })
  server.on('checkContinue', (_request, response) => {
    if (bodies) response.writeContinue()
    else response.writeHead(413).end()
  })
  server.on('upgrade', (_request, socket) => {
    socket.end(
      `HTTP/1.1 ${upgrades ? '101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade' : '400 No'}\r\n\r\n`,
    )
  })
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function worldOf(settings: Record<string, string>) {
  const world = await openWorld(settings)
  const look = async (deep = false) => {
    const { findings } = await lookAtAll({ read: world.db.read, env: world.env, now: world.now, deep })
    return Object.fromEntries(findings.map((one) => [one.subject, one])) as Record<
      Finding['subject'],
      Finding
    >
  }
  return { world, look }
}

const well = await worldOf({
  PUBLIC_URL: await proxy({}),
  BACKUP_DIR: shelf,
  TURN_URLS: `turn:127.0.0.1:${relay.address().port}`,
  TURN_SECRET: 'secret',
})

test('an installation that is well says so of each thing, in words there are', async () => {
  await createUser(well.world)
  const found = await well.look(true)
  expect(Object.keys(found).sort()).toEqual([...subjects].sort())
  const states = Object.fromEntries(Object.entries(found).map(([subject, { state }]) => [subject, state]))
  expect(states).toEqual({
    ...{ database: 'good', volume: 'good', files: 'good', jobs: 'good', address: 'good' },
    ...{ upgrades: 'good', bodies: 'good', clock: 'good', relays: 'good', backups: 'look' },
    ...{ certificates: 'unset', mail: 'unset', redis: 'unset', disk: expect.any(String) },
  })
  for (const { says, params } of Object.values(found)) {
    expect(Object.keys(en.upkeep.health.says)).toContain(says)
    expect(english(`upkeep.health.says.${says}` as never, params as never)).not.toMatch(/[{}]|upkeep/)
  }
})

test('what does not pass the proxy, and what is wrong behind it, is found and named', async () => {
  const ill = await worldOf({
    PUBLIC_URL: await proxy({ upgrades: false, bodies: false, ahead: 30_000 }),
    TURN_URLS: `turn:127.0.0.1:${closed}?transport=tcp,turns:127.0.0.1:${closed}`,
    TURN_SECRET: 'secret',
    SMTP_URL: `smtp://127.0.0.1:${closed}`,
    MAIL_FROM: 'rooms@example.org',
    BACKUP_DIR: shelf,
  })
  writeStatus(shelf, { made: { at: 1, failure: 'ENOSPC' } })
  const found = await ill.look()
  expect(found.upgrades).toMatchObject({ state: 'bad', params: { status: 400 } })
  expect(found.bodies).toMatchObject({ state: 'bad', params: { status: 413, size: 105 } })
  expect(found.clock).toMatchObject({ state: 'look', says: 'clockOff' })
  expect(found.relays).toMatchObject({ state: 'bad', params: { why: 'ECONNREFUSED' } })
  expect(found.certificates).toMatchObject({ state: 'unset', says: 'notReached' })
  expect(found.mail).toMatchObject({ state: 'bad', says: 'mailAway' })
  expect(found.backups).toMatchObject({ state: 'bad', says: 'backupsFailed', params: { why: 'ENOSPC' } })
  writeStatus(shelf, { made: null, checked: { at: 1, name: 'one', failure: null } })

  const another = await worldOf({ PUBLIC_URL: await proxy({ isRooms: false }) })
  expect((await another.look()).address).toMatchObject({ state: 'bad', says: 'addressOther' })
  const away = await worldOf({ PUBLIC_URL: `http://127.0.0.1:${closed}` })
  expect((await away.look()).address).toMatchObject({ state: 'look', params: { why: 'ECONNREFUSED' } })
})

test('a folder that takes nothing, and files that cannot be stored, are found', async () => {
  const { world, look } = await worldOf({})
  const files = join(world.env.DATA_DIR, 'files')
  rmSync(files, { recursive: true })
  // No right keeps the superuser out, but nobody makes a folder where a file is.
  writeFileSync(files, '')
  expect((await look()).files).toMatchObject({ state: 'bad' })
  rmSync(files)
  mkdirSync(files)
  chmodSync(files, 0o700)
})

test('how long the space is enough is known from how it went', async () => {
  const folder = temporaryFolder('space')
  const day = 86_400_000
  await noteSpace(folder, day)
  await noteSpace(folder, day + 1_000)
  const path = join(folder, 'free-space.json')
  expect(JSON.parse(readFileSync(path, 'utf8'))).toHaveLength(1)
  writeFileSync(path, JSON.stringify([{ at: 0, free: 1_000 }]))
  expect(daysLeft(folder, 500, 5 * day)).toBe(5)
  expect(daysLeft(folder, 500, day), 'too short a time').toBeNull()
  expect(daysLeft(folder, 2_000, 5 * day), 'there is more').toBeNull()
})

test('which mount holds a folder, and where a relay is, is read as it is written', () => {
  const text = [
    '22 1 0:21 / / rw - overlay overlay rw',
    '30 22 8:1 /v /data rw,relatime shared:1 - ext4 /dev/sda1 rw',
  ].join('\n')
  expect(mountOf('/data/files', mountsIn(text))?.kind).toBe('ext4')
  expect(mountOf('/database', mountsIn(text))?.kind).toBe('overlay')
  expect(placeOf('turn:relay.test')).toEqual({ host: 'relay.test', port: 3478, transport: 'udp' })
  expect(placeOf('turns:[::1]:443?transport=tcp')).toEqual({ host: '::1', port: 443, transport: 'tls' })
})

test('it is for administrators', async () => {
  const bob = await createUser(well.world, 'Bob')
  await expect(healthOf(bob)).rejects.toMatchObject({ code: 'forbidden' })
  const ada = await createUser(well.world, 'Ada', 'admin')
  expect((await healthOf(ada)).findings).toHaveLength(subjects.length)
})
