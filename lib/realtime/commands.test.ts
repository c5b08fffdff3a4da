import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { mayUse } from '#lib/accounts/policy.ts'
import type { Viewer } from '#lib/accounts/schema.ts'
import { rememberMembers } from '#lib/presence/members.ts'
import { trackOnline } from '#lib/presence/online.ts'
import { trackTyping } from '#lib/presence/typing.ts'
import { connect } from '../../tests/client.ts'
import { createUser } from '../../tests/factories.ts'
import { openWorld } from '../../tests/world.ts'
import { joinCluster } from './cluster.ts'
import { answerCommands } from './commands.ts'
import { type CommandName, commands } from './contract.ts'
import { makeIo } from './server.ts'

const world = await openWorld()
const { userId, name, avatarUrl, role } = (await createUser(world)).viewer
const log = pino({ level: 'silent' })
const services = {
  world,
  secret: 'unused',
  log,
  logs: { http: log, sockets: log },
  metrics: null,
  tracing: null,
  processes: () => 1,
  product: { version: '0', build: 'test' },
}
const http = createServer().listen(0, '127.0.0.1')
const io = makeIo(http, world.env)
const cluster = joinCluster(io, false)
const presence = {
  online: trackOnline(cluster, world.elapsed),
  members: rememberMembers(world.db, cluster),
  typing: trackTyping(cluster, () => undefined),
  node: cluster.node,
}
afterAll(() => io.close())

// Nothing gives out tokens yet, so somebody with one is put behind the socket.
let viewer: Viewer
io.use((socket, next) => {
  socket.data = {
    viewer,
    build: null,
    checkedAt: world.elapsed(),
    stamp: null,
    seats: new Map(),
    knocks: new Set(),
  }
  next()
})
io.on('connection', (socket) => answerCommands(socket, services, presence))

test.each([[[]], [['read']], [['write']], [['call']], [['rooms', 'admin']]] as const)(
  'with the scopes %j a token gives only the commands that need them',
  async (scopes) => {
    viewer = { userId, name, avatarUrl, role, kind: 'token', tokenId: 'token', scopes }
    const line = await connect(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, 'unread')
    for (const command of Object.keys(commands) as CommandName[]) {
      const { needs } = commands[command]
      const reply = await line.ask(command, {} as never)
      // What is let in is looked at, and found to be of no form.
      const refusal = mayUse(viewer, needs)
        ? { code: 'invalid_input' }
        : { code: 'forbidden', message: expect.stringContaining(`"${needs}"`) }
      expect(reply, command).toMatchObject({ ok: false, error: refusal })
    }
    line.close()
  },
)
