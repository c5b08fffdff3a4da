import type { RequestListener } from 'node:http'
import type { Logger } from 'pino'
import { expireSessions } from '#lib/accounts/expire-sessions.ts'
import type { World } from '#lib/context.ts'
import type { Db } from '#lib/db/open.ts'
import type { Files } from '#lib/files/open.ts'
import { channel } from '#lib/realtime/channels.ts'
import type { Io } from '#lib/realtime/sockets.ts'
import { breakCommands, breakRequests } from './break-answers.ts'
import { breakStore } from './break-store.ts'
import { breakClock } from './clock.ts'
import { openControl } from './control.ts'
import { keepLasting } from './lasting.ts'
import { relayOf } from './relay.ts'
import type { Fault } from './schema.ts'

/**
 * Faults on purpose, on an instance for tests (ROOMS_FAULTS): what users will meet one day, so that it can be
 * seen before. Loaded there alone. Before anything asks what time it is.
 */
export function startFaults(log: Logger) {
  const lasting = keepLasting()
  breakClock(lasting)
  return {
    redis: (url: string) => relayOf(lasting, url),
    breakStore: (db: Db, files: Files) => breakStore(lasting, db, files),
    requests: (listener: RequestListener) => breakRequests(lasting, listener),
    open: async (world: World, io: Io) => {
      breakCommands(lasting, io)
      const ask = async (asked: Fault) => {
        log.warn({ fault: asked }, 'a fault on purpose')
        if (asked.fault === 'none') lasting.endAll()
        else if (asked.fault === 'sockets') cut(io, asked.userId)
        else if (asked.fault === 'session') await expireSessions(world, asked.userId)
        else lasting.begin(asked)
      }
      await openControl(world.env.DATA_DIR, { ask, broken: lasting.all })
      log.warn('faults on purpose can be asked for: this is an instance for tests')
    },
  }
}

/** Their lines end, as when something between here and there was restarted; nobody is told why. */
function cut(io: Io, userId: string | undefined) {
  for (const socket of [...io.sockets.sockets.values()])
    if (userId === undefined || socket.rooms.has(channel.user(userId))) socket.conn.close()
}
