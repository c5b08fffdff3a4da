import { setTimeout as pause } from 'node:timers/promises'

/** What one write may take: nobody should notice that a message waited for it. */
const partMs = 8
/**
 * Fewer than the least would hardly be sooner done: what each part asks of a database at the other end of a
 * line takes longer than its rows do, and on a busy machine longer than a part may take.
 */
const rows = { first: 8, least: 32, most: 512 }

/**
 * Does much in parts, each a write of its own, with as long a pause after each as it took: `part` takes up to
 * `size` rows, and says false when nothing is left. What is left to do must stand in the rows, so it goes on
 * wherever it ended, also after a crash. Told to end, it takes no other part.
 */
export async function inParts(part: (size: number) => Promise<boolean>, signal: AbortSignal): Promise<void> {
  for (let size = rows.first; ; ) {
    const began = performance.now()
    if (!(await part(size))) return
    const tookMs = performance.now() - began
    size = tookMs > partMs ? Math.max(rows.least, size >> 1) : Math.min(size * 2, rows.most)
    await pause(tookMs)
    signal.throwIfAborted()
  }
}
