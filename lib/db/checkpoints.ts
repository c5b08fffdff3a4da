import { startThread } from './thread.ts'

/**
 * Folds the write-ahead log of the SQLite database at `path` back into it, on a thread of its own: a
 * checkpoint writes thousands of pages and waits for the disk, and nobody's message should wait with it.
 * Without the thread the writer still checkpoints by itself, later and in the way: slower, not wrong. Returns
 * how to stop, before the database is closed.
 */
export const keepCheckpoints = (path: string): (() => Promise<void>) =>
  startThread(new URL('./checkpoint-worker.ts', import.meta.url), path).stop
