'use server'

import { cookies } from 'next/headers'
import { z } from 'zod'
import { pendingCookie, pendingLinkOf } from '#lib/auth/pending-link.ts'
import { Refusal } from '#lib/errors.ts'
import { action } from '#lib/http/action.ts'
import { linkMine } from './identities.ts'

/** Links with one's account what this browser came back with from elsewhere; says where to go on. */
export const linkAccount = action('account', z.object({}), async (context) => {
  const jar = await cookies()
  const pending = await pendingLinkOf(context, `${pendingCookie}=${jar.get(pendingCookie)?.value ?? ''}`)
  if (pending?.userId !== context.viewer.userId) throw new Refusal('forbidden', 'elsewhere.stale')
  await linkMine(context, pending)
  jar.delete(pendingCookie)
  return { next: pending.next }
})
