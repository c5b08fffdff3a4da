import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import next from 'next'
import { readProduct } from './build/product.ts'
import { collectGarbage } from './collect-garbage.ts'
import { readEnv, setUpNext } from './env.ts'
import { makeDoor } from './http/door.ts'
import { callerOf } from './http/headers.ts'
import { healthDoor } from './http/health.ts'
import { hurry, settle } from './http/intake.ts'
import { metricsDoor } from './http/metrics-door.ts'
import { refuse } from './http/refuse.ts'
import { guard } from './http/security.ts'
import { refuseConnection, refuseUnreadable } from './http/unreadable.ts'
import { openLogs, tellMoreOnSignal } from './logs/open.ts'
import { takePrinted } from './logs/printed.ts'
import { requireNode } from './node-version.ts'
import { stopOnSignal } from './shutdown.ts'
import { startServices } from './start.ts'
import { whyNotStarted } from './start-failure.ts'

/**
 * How many may wait to be let in, as far as the system allows. After a restart everybody comes back at once,
 * and whom a full queue turns away tries again only a second later.
 */
const longestQueue = 4_096
/** What is fetched and made only to start is over by then. */
const startedAfterMs = 10_000

/**
 * Connects the parts: services, sockets, Next, one port. Resolves when it listens, and drains them on
 * SIGTERM; what keeps it from starting is said in words, and ends the process.
 */
export async function serve(dev: boolean): Promise<void> {
  setUpNext(dev)
  try {
    requireNode()
    const env = readEnv()
    const product = readProduct()
    const logs = await openLogs(env, product)
    // Who develops reads what Next says.
    if (!dev) takePrinted(logs.general)
    tellMoreOnSignal(logs)
    // A large file on a slow line takes its time; each door has a limit of its own for one that stands still.
    // A missing Host is refused by `settle`.
    const server = createServer({ requestTimeout: 3_600_000, requireHostHeader: false })
    // Socket.IO and Next hang listeners of their own on the server they are given. On these, which never
    // listen, they get what is passed on.
    const sockets = createServer()
    const nextUpgrades = createServer()
    const services = await startServices(sockets, env, product, logs)
    const app = next({ dev, port: env.PORT, hostname: env.HOST ?? 'localhost', httpServer: nextUpgrades })
    await app.prepare()

    let draining = false
    const health = healthDoor({
      draining: () => draining,
      database: services.world.db.health,
      redis: services.redis?.connected ?? null,
    })
    const metrics = services.metrics && metricsDoor(services.metrics, env.METRICS_TOKEN)
    const door = makeDoor(services, app.getRequestHandler(), dev)
    const { limits } = services.world
    const isForSockets = (url = '') => url.startsWith('/socket.io/')

    const receive: RequestListener = async (request, response) => {
      try {
        settle(request, env)
        guard(request, response)
        hurry(request)
        if (isForSockets(request.url)) {
          await limits.requestFrom(callerOf(request))
          return void sockets.emit('request', request, response)
        }
        const [path = ''] = (request.url ?? '').split('?', 1)
        const forOperators = health(path) ?? metrics?.(path)
        if (forOperators) return await forOperators(request, response)
        response.setHeader('x-request-id', String(request.headers['x-request-id']))
        await door(request, response)
      } catch (error) {
        refuse(request, response, error, logs.http)
      }
    }
    const listener = services.faults?.requests(receive) ?? receive
    server.on('request', listener)
    server.on('checkExpectation', listener)
    server.on('upgrade', async (request, socket, head) => {
      // Whoever goes away before it is decided is nobody's error.
      socket.on('error', () => undefined)
      try {
        settle(request, env)
        if (isForSockets(request.url)) {
          await limits.requestFrom(callerOf(request))
          sockets.emit('upgrade', request, socket, head)
        } else if (dev) nextUpgrades.emit('upgrade', request, socket, head)
        else socket.destroy()
      } catch (error) {
        refuseConnection(socket, error)
      }
    })
    server.on('clientError', refuseUnreadable)

    server.listen({ port: env.PORT, host: env.HOST, backlog: longestQueue })
    // Awaited, because Next keeps a process alive whose port is taken: it would run and hear nobody.
    await once(server, 'listening')
    // From the start of the process: what loading takes is part of it.
    const durationMs = Math.round(performance.now())
    services.log.info({ address: server.address(), durationMs }, 'ready')
    services.world.background.follow()
    setTimeout(collectGarbage, startedAfterMs).unref()
    stopOnSignal(server, services, {
      beginDrain: () => {
        draining = true
      },
      drainMs: env.DRAIN_MS,
      closeApp: () => app.close(),
    })
  } catch (error) {
    // Past whatever was put in the way of what libraries print.
    writeSync(2, `${whyNotStarted(error)}\n`)
    process.exit(1)
  }
}
