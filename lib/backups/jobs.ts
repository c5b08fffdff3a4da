import { readProduct } from '#lib/build/product.ts'
import type { World } from '#lib/context.ts'
import { startThread } from '#lib/db/thread.ts'
import { every } from '#lib/jobs/kind.ts'
import type { Checked, Made } from './round.ts'
import { onShelf, readStatus } from './shelf.ts'
import { sourceOf } from './source.ts'
import type { Asked } from './worker.ts'

/** How often it is looked whether one is due: a server that was away makes up for it soon. */
const lookMs = 600_000
/** How often the newest is restored into a scratch folder, to see that it can be. */
const checkMs = 86_400_000

/** Of all processes one makes a backup; only those that were given a place for it take the job. */
export const backupJobs = [
  every(lookMs, { name: 'backups.round', run: (world, _nothing, { signal }) => round(world, signal) }),
] as const

async function round(world: World, signal: AbortSignal): Promise<void> {
  const { env, now, announce } = world
  const shelf = env.BACKUP_DIR
  if (shelf === '') return
  const asked = { source: sourceOf(env, readProduct().version), shelf, keep: env.BACKUP_KEEP, name: '' }
  const [newest] = onShelf(shelf)
  if (newest === undefined || now() - newest.madeAt >= env.BACKUP_EVERY)
    await announce('backup.made', (await onOwnThread('make', { ...asked, now: now() }, signal)) as Made)
  const [latest] = onShelf(shelf)
  const { checked } = readStatus(shelf)
  if (latest === undefined || checked?.name === latest.name || now() - (checked?.at ?? 0) < checkMs) return
  const told = await onOwnThread('check', { ...asked, now: now(), name: latest.name }, signal)
  await announce('backup.checked', told as Checked)
}

/** It reads and hashes at length. The thread goes when it is done: a day is long to keep one waiting. */
async function onOwnThread(name: 'make' | 'check', asked: Asked, signal: AbortSignal): Promise<unknown> {
  const thread = startThread(new URL('./worker.ts', import.meta.url), null)
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    return await Promise.race([thread.ask(name, asked), stopped])
  } finally {
    // One that is in the middle of it ends with the process; what it began is cleared away by the next.
    void thread.stop()
  }
}
