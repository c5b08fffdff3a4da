import type { Server } from 'node:http'
import type { Logger } from 'pino'

type Stopped = {
  log: Logger
  logs: { close: () => Promise<void> }
  closeSockets: () => void
  close: () => Promise<void>
}
type Stopping = { beginDrain: () => void; drainMs: number; closeApp: () => Promise<void> }

/** However slowly requests end, the process is gone before a supervisor loses patience. */
const patienceMs = 9_500
/** What requests under way get to end by themselves. */
const requestsMs = 3_000

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * On SIGTERM and SIGINT: readiness turns 503 so that balancers look elsewhere, sockets are closed and come
 * back elsewhere, requests end, the database is closed, exit 0.
 */
export function stopOnSignal(
  server: Server,
  services: Stopped,
  { beginDrain, drainMs, closeApp }: Stopping,
): void {
  let stopping = false

  async function stop(signal: string) {
    if (stopping) return
    stopping = true
    const { log } = services
    log.info({ signal }, 'stopping')
    setTimeout(() => process.exit(1), patienceMs).unref()
    beginDrain()
    await pause(drainMs)
    services.closeSockets()
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    await Promise.race([closed, pause(requestsMs)])
    server.closeAllConnections()
    await closeApp()
    await services.close()
    log.info('stopped')
    await services.logs.close()
    process.exit(0)
  }

  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      stop(signal).catch(async (error: unknown) => {
        services.log.error({ err: error }, 'stopping failed')
        await services.logs.close()
        process.exit(1)
      })
    })
}
