import { Worker } from 'node:worker_threads'

/**
 * Folds the write-ahead log of the SQLite database at `path` back into it, on a thread of its own: a checkpoint writes thousands of pages and
 * waits for the disk, and nobody's message should wait with it. Returns how to stop, before the database is closed.
 */
export function keepCheckpoints(path: string): () => Promise<void> {
  const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData: path })
  worker.unref()
  const stopped = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  // Without the thread the writer still checkpoints by itself, later and in the way: slower, not wrong.
  worker.on('error', () => undefined)
  return () => {
    worker.postMessage('stop')
    return stopped
  }
}
