import type { IncomingMessage } from 'node:http'
import type { RoomsSocket } from './sockets.ts'
import { textFrame } from './text-frame.ts'

/**
 * What engine.io keeps of a packet until it is written. What goes to many has its frame already, made once
 * and shared.
 */
type Packet = { type: string; data?: unknown; options: { wsPreEncodedFrame?: [Buffer, ...Buffer[]] } }
/** What the types of engine.io keep to themselves: `flush` writes what waits, if the line is free. */
type Insides = {
  flush: () => void
  readyState: string
  transport: { writable: boolean; socket: { readyState: number; OPEN: number } }
  writeBuffer: Packet[]
}

/** Lines that have something to write. */
let due: (() => void)[] = []

/**
 * What is sent to a line by promises that go on together, as a message and its acknowledgement, is written at
 * once, and each text in one piece: a write costs more than all else that is done for a frame. engine.io
 * would write the first packet alone, and only then what came meanwhile, each in two pieces. Frames go right
 * into the line's socket; a line that began as polling is written to by engine.io.
 */
export function writeTogether(
  line: Pick<RoomsSocket['conn'], 'emit' | 'on' | 'transport' | 'request'>,
): void {
  const insides = line as unknown as Insides
  const flush = insides.flush.bind(line)
  let isDue = false
  const write = line.transport.name === 'websocket' ? straight(line, flush) : flush
  const writeDue = () => {
    isDue = false
    write()
  }
  insides.flush = () => {
    if (isDue || insides.writeBuffer.length === 0) return
    isDue = true
    // Asked for from a microtask, a tick comes after all promises that are ready then.
    if (due.push(writeDue) === 1) queueMicrotask(() => process.nextTick(writeAll))
  }
  // One that is being closed goes right after it has changed over.
  line.on('upgrade', flush)
}

/**
 * Does for texts on a WebSocket what `flush` of engine.io does, without its six events and a callback for
 * each write; nobody asks to be called back. The line is free as long as its socket takes more.
 */
function straight(line: Pick<RoomsSocket['conn'], 'emit' | 'request'>, flush: () => void): () => void {
  const insides = line as unknown as Insides
  const { socket } = line.request
  socket.on('drain', () => {
    insides.transport.writable = true
    insides.flush()
  })
  return () => {
    const { readyState, transport, writeBuffer: packets } = insides
    if (readyState === 'closed' || !transport.writable || packets.length === 0) return
    // Nothing may follow its Close (RFC 6455, 5.5.1).
    const isOpen = transport.socket.readyState === transport.socket.OPEN
    // Pings, one now and then.
    if (isOpen && !packets.every(isText)) return flush()
    const frames = isOpen ? packets.map(frameOf) : []
    insides.writeBuffer = []
    if (frames.length > 1) socket.cork()
    for (const frame of frames) transport.writable = socket.write(frame)
    if (frames.length > 1) socket.uncork()
    // Who closes a line waits for this.
    line.emit('drain')
  }
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

const isText = ({ type, data }: Packet) => type === 'message' && typeof data === 'string'

/** A text's frame in one piece; one that is shared is put together once for all who hear it. */
function frameOf({ data, options }: Packet): Buffer {
  const { wsPreEncodedFrame: pieces } = options
  if (!pieces) return textFrame(`4${data}`)
  if (pieces.length === 1) return pieces[0]
  const whole = Buffer.concat(pieces)
  options.wsPreEncodedFrame = [whole]
  return whole
}
