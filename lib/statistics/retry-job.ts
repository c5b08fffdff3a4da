import { administratorNow } from '#lib/accounts/deed.ts'
import { record } from '#lib/audit/record.ts'
import type { Context } from '#lib/context.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { startAgain, unlessOneWaits } from '#lib/jobs/operations.ts'

/** Starts a job that was given up again. For administrators. */
export async function retryJob(context: Context, id: string, address: string): Promise<void> {
  requireAdministrator(context.viewer)
  await unlessOneWaits(() =>
    context.change(async (tx) => {
      const actor = await administratorNow(tx, context, address)
      const name = await startAgain(tx, context, id)
      const target = { kind: 'job', id, name } as const
      await record(tx, context.now(), actor, { action: 'job.retried', target })
    }),
  )
}
