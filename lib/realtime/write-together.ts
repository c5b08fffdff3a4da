import type { IncomingMessage } from 'node:http'
import type { RoomsSocket } from './sockets.ts'
import { textFrame } from './text-frame.ts'

/**
 * What engine.io keeps of a packet until it is written. What goes to many has its frame already, made once
 * and shared.
 */
type Packet = { type: string; data?: unknown; options: { wsPreEncodedFrame?: Buffer[] } }
/** What the types of engine.io keep to themselves: `flush` writes what waits, if the line is free. */
type Insides = { flush: () => void; writeBuffer: Packet[] }

/** Lines that have something to write. */
let due: (() => void)[] = []

/**
 * What is sent to a line by promises that go on together, as a message and its acknowledgement, is written at
 * once, and each text in one piece: a write costs more than all else that is done for a frame. engine.io
 * would write the first packet alone, and only then what came meanwhile, each in two pieces. A line that
 * began as polling still writes each frame by itself.
 */
export function writeTogether(line: Pick<RoomsSocket['conn'], 'on' | 'transport' | 'request'>): void {
  const insides = line as unknown as Insides
  const flush = insides.flush.bind(line)
  let isDue = false
  const write = () => {
    isDue = false
    flush()
  }
  insides.flush = () => {
    if (isDue || insides.writeBuffer.length === 0) return
    isDue = true
    // Asked for from a microtask, a tick comes after all promises that are ready then.
    if (due.push(write) === 1) queueMicrotask(() => process.nextTick(writeAll))
  }
  // One that is being closed goes right after it has changed over.
  line.on('upgrade', flush)

  const { socket } = line.request
  line.on('flush', (packets: Packet[]) => {
    if (line.transport.name !== 'websocket') return
    packets.forEach(frame)
    if (packets.length > 1) socket.cork()
  })
  line.on('drain', () => socket.uncork())
}

/**
 * For `initial_headers` of engine.io: who is let in gets that answer and the first packet in one write.
 * Whoever is refused does not come by here: their line is cut as soon as they were told.
 */
export function greetAtOnce(_headers: unknown, { socket }: IncomingMessage): void {
  socket.cork()
  setImmediate(() => socket.uncork())
}

function writeAll() {
  const lines = due
  due = []
  for (const write of lines)
    try {
      write()
    } catch (error) {
      // As if it had had the tick for itself: the lines after it are written all the same.
      process.nextTick(() => {
        throw error
      })
    }
}

/** Gives a text its frame, and a frame that is shared one piece for all who hear it. */
function frame(packet: Packet) {
  const { type, data, options } = packet
  const { wsPreEncodedFrame: pieces } = options
  if (pieces) {
    if (pieces.length > 1) options.wsPreEncodedFrame = [Buffer.concat(pieces)]
  } else if (type === 'message' && typeof data === 'string')
    packet.options = { wsPreEncodedFrame: [textFrame(`4${data}`)] }
}
