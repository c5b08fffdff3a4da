import type { Server as HttpServer } from 'node:http'
import { Server, type ServerOptions } from 'socket.io'
import { credentialOf, requireUse } from '#lib/accounts/policy.ts'
import type { Viewer } from '#lib/accounts/schema.ts'
import { byCookie, byToken } from '#lib/auth/identify.ts'
import { isSameOrigin } from '#lib/auth/same-origin.ts'
import { lineLost } from '#lib/calls/lines.ts'
import type { World } from '#lib/context.ts'
import { isUnchanged } from '#lib/db/open.ts'
import type { Env } from '#lib/env.ts'
import { isRefusal, Refusal, replyError } from '#lib/errors.ts'
import { callerOf } from '#lib/http/headers.ts'
import type { Services } from '#lib/services.ts'
import { inEnglish } from '#lib/words/in-english.ts'
import { channel } from './channels.ts'
import type { Presence } from './command-context.ts'
import { answerCommands } from './commands.ts'
import { endIfRevoked } from './disconnect.ts'
import { greeted } from './handshake.ts'
import type { Io, RoomsSocket } from './sockets.ts'
import { textPackets } from './text-packets.ts'
import { greetAtOnce, writeTogether } from './write-together.ts'

/** The socket server, attached to `http` under /socket.io. It lets nobody in before `openDoor`. */
export const makeIo = (http: HttpServer, env: Env): Io =>
  new Server(http, {
    path: '/socket.io',
    serveClient: false,
    destroyUpgrade: false,
    parser: textPackets,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: env.LIMIT_SOCKET_FRAME_BYTES,
    // Of several processes each request may reach another one, which knows of no such connection.
    ...(env.REDIS_URL !== '' && { allowRequest: refusePolling }),
  })

const refusePolling: ServerOptions['allowRequest'] = ({ url = '' }, tell) => {
  const polls = new URL(url, 'http://localhost').searchParams.get('transport') !== 'websocket'
  tell(polls ? inEnglish('http.polling', {}) : null, !polls)
}

/**
 * Lets sockets in: who they are is found at the handshake, by cookie (same origin only) or by `auth.token`.
 */
export function openDoor(io: Io, services: Services, presence: Presence): void {
  const { world, product, logs } = services
  const { sockets: log } = logs
  io.use((socket, next) => {
    const requestId = socket.request.headers['x-request-id']
    const admit = async () => {
      const { build } = greeted(socket.handshake.auth)
      const stamp = await world.db.stamp()
      const viewer = await identify(socket, world)
      if (!viewer) throw new Refusal('unauthenticated', 'accounts.signInFirst')
      // A socket hears what happens in its person's rooms, whatever it asks for.
      requireUse(viewer, 'read')
      const checkedAt = world.elapsed()
      socket.data = { viewer, build, checkedAt, stamp, seats: new Map(), knocks: new Set() }
    }
    admit().then(
      () => next(),
      (error: unknown) => {
        const { message, ...data } = replyError(error)
        const told = { requestId, address: callerOf(socket.request), code: data.code }
        if (isRefusal(error)) log.info(told, 'socket refused')
        else log.error({ ...told, err: error }, 'a socket could not be let in')
        next(Object.assign(new Error(message), { data: { ...data, requestId } }))
      },
    )
  })

  io.engine.on('initial_headers', greetAtOnce)
  io.engine.on('connection', writeTogether)
  io.on('connection', (socket) => {
    const { viewer } = socket.data
    // That of the request which opened it; those of its commands begin with it.
    const requestId = socket.request.headers['x-request-id']
    const told = { requestId, userId: viewer.userId }
    log.info({ ...told, address: callerOf(socket.request) }, 'socket connected')
    const failed = (error: unknown) => log.error({ ...told, err: error }, 'a connection was not looked after')
    void socket.join([channel.user(viewer.userId), channel.session(credentialOf(viewer))])
    socket.emit('server:hello', product)
    presence.online.arrived(viewer.userId)
    answerCommands(socket, services, presence)
    closeOldest(io, viewer.userId, world.env.LIMIT_SOCKETS_PER_USER)
    socket.on('disconnect', (reason) => {
      log.info({ ...told, reason }, 'socket closed')
      presence.online.departed(viewer.userId)
      if (socket.data.seats.size > 0) lineLost(world, socket.id).catch(failed)
    })
    // Revoked between the handshake and joining the session's channel: nobody would have told this socket.
    const requireStill = async () => {
      if (!(await isUnchanged(world.db, socket.data.stamp))) await endIfRevoked(socket, world)
    }
    requireStill().catch(failed)
  })
}

async function identify(socket: RoomsSocket, world: World): Promise<Viewer | null> {
  const { token } = socket.handshake.auth
  if (typeof token === 'string') return byToken(world, token, callerOf(socket.request))
  const { headers } = socket.request
  const header = (name: string) => {
    const value = headers[name]
    return Array.isArray(value) ? value[0] : value
  }
  const viewer = await byCookie(world, headers.cookie, callerOf(socket.request))
  if (viewer && !isSameOrigin(header)) throw new Refusal('forbidden', 'http.otherSiteSocket')
  return viewer
}

function closeOldest(io: Io, userId: string, allowed: number) {
  const own = io.of('/').adapter.rooms.get(channel.user(userId))
  // A set keeps the order in which its members came.
  const surplus = [...(own ?? [])].slice(0, Math.max(0, (own?.size ?? 0) - allowed))
  for (const id of surplus) {
    const oldest = io.of('/').sockets.get(id)
    oldest?.emit('session:ended', { reason: 'too_many_sockets' })
    oldest?.disconnect(true)
  }
}
