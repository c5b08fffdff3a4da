import { once } from 'node:events'
import { createServer } from 'node:http'
import next from 'next'
import { readEnv, setUpNext } from '#lib/env.ts'
import { bareDoor } from '#lib/http/bare.ts'
import { healthDoor } from '#lib/http/health.ts'
import { hot } from '#lib/http/hot.ts'
import { hurry, settle } from '#lib/http/intake.ts'
import { metricsDoor } from '#lib/http/metrics-door.ts'
import { logPage } from '#lib/http/page-log.ts'
import { secure } from '#lib/http/security.ts'
import { requireNode } from '#lib/node-version.ts'
import { startServices } from '#lib/start.ts'
import { stopOnSignal } from '#lib/stop.ts'

const dev = process.argv.includes('--dev')
setUpNext(dev)

const startedAt = performance.now()
try {
  requireNode()
  const env = readEnv()
  // A large file on a slow line takes its time; each door has a limit of its own for one that stands still.
  const server = createServer({ requestTimeout: 3_600_000 })
  const services = await startServices(server, env)

  // Next hangs its own upgrade listener on the server it is given. On this one, which never listens, it cannot touch our sockets.
  const nextUpgrades = createServer()
  const app = next({ dev, port: env.PORT, hostname: env.HOST ?? 'localhost', httpServer: nextUpgrades })
  await app.prepare()
  const handle = app.getRequestHandler()

  let draining = false
  const health = healthDoor({
    draining: () => draining,
    database: services.world.db.ping,
    redis: services.redis?.connected ?? null,
  })
  const metrics = services.metrics && metricsDoor(services.metrics, env.METRICS_TOKEN)
  const bare = bareDoor(hot, services)
  // In front of the socket server's own listeners: whoever reads a header reads it settled.
  server.prependListener('request', (request) => {
    hurry(request)
    settle(request, env)
  })
  server.prependListener('upgrade', (request) => settle(request, env))
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/socket.io/') || health(request, response) || metrics?.(request, response))
      return
    response.setHeader('x-request-id', String(request.headers['x-request-id']))
    if (bare(request, response)) return
    logPage(services.log, request, response)
    secure(request, response, dev)
    void handle(request, response)
  })
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.startsWith('/socket.io/')) return
    if (dev) nextUpgrades.emit('upgrade', request, socket, head)
    else socket.destroy()
  })

  server.listen(env.PORT, env.HOST)
  // Awaited, because Next keeps a process alive whose port is taken: it would run and hear nobody.
  await once(server, 'listening')
  const durationMs = Math.round(performance.now() - startedAt)
  services.log.info({ address: server.address(), durationMs }, 'ready')
  stopOnSignal(server, services, {
    beginDrain: () => {
      draining = true
    },
    drainMs: env.DRAIN_MS,
    closeApp: () => app.close(),
  })
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
