import { Counter, Histogram, type Registry } from 'prom-client'
import type { Subscribe } from '#lib/facts/bus.ts'
import type { Message } from '#lib/messages/schema.ts'
import type { Io } from '#lib/realtime/sockets.ts'
import { seconds } from './gauge.ts'

type Adapter = ReturnType<Io['of']>['adapter']
type Broadcast = Adapter['broadcast']

/** Counts what is said and what becomes of it. */
export function countDelivery(register: Registry, io: Io): (facts: Subscribe) => void {
  const registers = [register]
  const posted = new Counter({
    name: 'rooms_messages_posted_total',
    help: 'Messages that were posted at this process',
    registers,
  })
  const sent = new Counter({
    name: 'rooms_events_sent_total',
    help: 'Events times the sockets of this process that they were meant for, at most',
    labelNames: ['event'],
    registers,
  })
  const delay = new Histogram({
    name: 'rooms_message_delivery_seconds',
    help: 'From when a message was posted, at whichever process, until it is handed to the sockets of this one',
    buckets: seconds,
    registers,
  })

  return ({ on }) => {
    on('message.posted', () => posted.inc())
    const { adapter } = io.of('/')
    const lowest = whatHandsOver(adapter)
    const handOver = lowest.broadcast
    const counting: Broadcast = function (this: Adapter, packet, to) {
      handOver.call(this, packet, to)
      if (this !== adapter) return
      const sockets = meant(io, to.rooms)
      if (sockets === 0) return
      const [event, payload] = packet.data ?? []
      sent.inc({ event }, sockets)
      if (event === 'message:posted') delay.observe(secondsSince((payload as Message).createdAt))
    }
    lowest.broadcast = counting
  }
}

/** What other processes sent an adapter hands to its sockets by the class it extends. */
function whatHandsOver(adapter: Adapter): Adapter {
  let lowest = adapter
  for (let at = adapter; at; at = Object.getPrototypeOf(at)) if (Object.hasOwn(at, 'broadcast')) lowest = at
  return lowest
}

function meant(io: Io, channels: Set<string>): number {
  const { adapter, sockets } = io.of('/')
  if (channels.size === 0) return sockets.size
  let count = 0
  for (const name of channels) count += adapter.rooms.get(name)?.size ?? 0
  return count
}

const secondsSince = (time: string) => Math.max(0, Date.now() - Date.parse(time)) / 1_000
