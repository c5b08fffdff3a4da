import type { RoomsSocket } from './sockets.ts'

/** What the types of engine.io keep to themselves: `flush` writes what waits, if the line is free. */
type Flushing = { flush: () => void }

/**
 * What is sent to a line in one turn of the event loop, as a message and its acknowledgement, is written at
 * once: a write costs more than all else that is done for a frame. engine.io would write the first one alone,
 * each frame by itself, and only then what came meanwhile.
 */
export function writeTogether(line: Pick<RoomsSocket['conn'], 'on' | 'request'>): void {
  const { socket } = line.request
  line.on('flush', () => socket.cork())
  line.on('drain', () => socket.uncork())

  const flushing = line as unknown as Flushing
  const flush = flushing.flush.bind(line)
  let isDue = false
  const write = () => {
    isDue = false
    flush()
  }
  flushing.flush = () => {
    if (isDue) return
    isDue = true
    // A tick that a promise asks for comes when no promise has anything left to do.
    queueMicrotask(() => process.nextTick(write))
  }
}
