import { parentPort } from 'node:worker_threads'

/** The thread's side of `stop` in lib/db/thread.ts: closes what it holds, and with it the thread ends. */
export const onStop = (close: () => Promise<void> | void) =>
  parentPort?.on('message', (told: unknown) => {
    if (told === 'stop') void Promise.resolve(close()).finally(() => parentPort?.close())
  })
