import { stat } from 'node:fs/promises'
import { startThread, type Thread } from './thread.ts'

const everyMs = 1_000
/** Fewer pages than these are not worth a checkpoint: the same page changed often is then written once. */
const worthwhile = 4_000

export type Kept = { path: string; everyMs: number; worthwhile: number }

/**
 * Folds the write-ahead log of the SQLite database at `path` back into it, on a thread of its own: a
 * checkpoint writes thousands of pages and waits for the disk, and nobody's message should wait with it. The
 * thread begins when the log has first grown worth it. Without it the writer still checkpoints by itself,
 * later and in the way: slower, not wrong. Returns how to stop, before the database is closed.
 */
export function keepCheckpoints(path: string, pageSize: number): () => Promise<void> {
  let thread: Thread | undefined
  const look = async () => {
    const log = await stat(`${path}-wal`).catch(() => null)
    if (!looking || (log?.size ?? 0) < worthwhile * pageSize) return
    stopLooking()
    const kept: Kept = { path, everyMs, worthwhile }
    thread = startThread(new URL('./checkpoint-worker.ts', import.meta.url), kept)
  }
  let looking: NodeJS.Timeout | null = setInterval(() => void look(), everyMs).unref()
  const stopLooking = () => {
    if (looking) clearInterval(looking)
    looking = null
  }
  return async () => {
    stopLooking()
    await thread?.stop()
  }
}
