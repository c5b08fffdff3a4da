import type { Logger } from 'pino'
import type { Viewer } from './accounts/schema.ts'
import type { Product } from './build/product.ts'
import type { World } from './context.ts'
import { Fault } from './errors.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { Tracing } from './tracing/tracing.ts'

/** What one process starts once and everything in it shares. */
export type Services = {
  world: World
  product: Product
  secret: string
  log: Logger
  /** Where requests and sockets are told; the same log unless they have files of their own. */
  logs: { http: Logger; sockets: Logger }
  /** null while nobody may read them. */
  metrics: Metrics | null
  /** null where no collector is named. */
  tracing: Tracing | null
  /** How many processes serve this installation, as far as they hear of each other. */
  processes: () => number
}

/*
 * One process holds several copies of every module: server.ts, route handlers and pages each evaluate their
 * own. Only globalThis is shared.
 */
const key = Symbol.for('rooms.services')
type Slot = { [key]?: Services }

/** Once, when the process starts. */
export const provide = (services: Services): void => {
  ;(globalThis as Slot)[key] = services
}

/** What `provide` was given; throws where server.ts does not run. */
export function services(): Services {
  const started = (globalThis as Slot)[key]
  if (!started) throw new Fault('The services are not started: run server.ts, not next by itself.')
  return started
}

/** The world as somebody found at a door meets it. */
export const contextOf = <V extends Viewer>(viewer: V): World & { viewer: V } => ({
  ...services().world,
  viewer,
})
