import type { Io } from './sockets.ts'

/** Not all in the same moment: they all come back and ask what they missed. */
const withinMs = 5_000

/**
 * What other processes told while Redis was away has reached nobody here, and nobody here can know. So every
 * line is closed once: people come back by themselves and catch up by revision, and calls keep their seats.
 */
export function catchUpAll(io: Io): void {
  for (const { conn } of io.of('/').sockets.values())
    setTimeout(() => conn.close(), Math.random() * withinMs).unref()
}
