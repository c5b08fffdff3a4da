import type { RoomsSocket } from './sockets.ts'

/** What the types of engine.io keep to themselves: `flush` writes what waits, if the line is free. */
type Flushing = { flush: () => void }

/**
 * What is sent to a line by promises that go on together, as a message and its acknowledgement, is written at
 * once: a write costs more than all else that is done for a frame. engine.io would write the first packet
 * alone, and only then what came meanwhile. A line that began as polling still writes each frame by itself.
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
    // Asked for from a microtask, a tick comes after all promises that are ready.
    queueMicrotask(() => process.nextTick(write))
  }
  // One that is being closed goes right after it has changed over.
  line.on('upgrade', flush)
}
