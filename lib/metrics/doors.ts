import { Histogram, type Registry } from 'prom-client'
import { seconds } from './gauge.ts'

export type Doors = {
  request: (method: string, route: string, status: number, durationMs: number) => void
  page: (status: number, durationMs: number) => void
  /** `outcome` is "ok" or an error code. */
  command: (event: string, outcome: string, durationMs: number) => void
}

export function countDoors(register: Registry): Doors {
  const timer = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Histogram({ name, help, labelNames, buckets: seconds, registers: [register] })
  const requests = timer(
    'rooms_http_request_duration_seconds',
    'Requests to the API, by the path as the API document writes it',
    ['method', 'route', 'status'],
  )
  const pages = timer('rooms_page_duration_seconds', 'Pages, until they are handed over', ['status'])
  const commands = timer(
    'rooms_socket_command_duration_seconds',
    'Commands over sockets, until they are acknowledged',
    ['event', 'outcome'],
  )
  return {
    request: (method, route, status, durationMs) =>
      requests.observe({ method, route, status: String(status) }, durationMs / 1_000),
    page: (status, durationMs) => pages.observe({ status: String(status) }, durationMs / 1_000),
    command: (event, outcome, durationMs) => commands.observe({ event, outcome }, durationMs / 1_000),
  }
}
