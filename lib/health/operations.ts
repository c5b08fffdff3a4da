import type { Context } from '#lib/context.ts'
import { requireAdministrator } from '#lib/instance/require-administrator.ts'
import { lookAtAll } from './look.ts'
import type { Health } from './schema.ts'

let underWay: Promise<Health> | undefined

/** How this installation is, looked at now; whoever asks meanwhile gets the same. For administrators. */
export async function healthOf({ db, env, now, viewer }: Context): Promise<Health> {
  requireAdministrator(viewer)
  underWay ??= lookAtAll({ read: db.read, env, now, deep: false }).finally(() => {
    underWay = undefined
  })
  return underWay
}
