import type { Registry } from 'prom-client'
import { type Io, isSeated } from '#lib/realtime/sockets.ts'
import { gauge } from './gauge.ts'

/** Who has a line to this process. */
export function countSockets(register: Registry, io: Io, build: string): void {
  const sockets = () => [...io.of('/').sockets.values()]
  gauge(register, 'rooms_sockets', 'Sockets of this process', () => io.of('/').sockets.size)
  gauge(
    register,
    'rooms_sockets_of_other_builds',
    'Sockets of pages that have not taken this build yet',
    () => sockets().filter(({ data }) => data.build !== null && data.build !== build).length,
  )
  gauge(
    register,
    'rooms_people',
    'People with a socket here',
    () => new Set(sockets().map(({ data }) => data.viewer.userId)).size,
  )
  gauge(
    register,
    'rooms_call_participants',
    'Participants of calls whose socket is here',
    () => sockets().filter(isSeated).length,
  )
}
