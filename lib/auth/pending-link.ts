import { z } from 'zod'
import type { World } from '#lib/context.ts'
import { cookieNamed } from './identify.ts'

/** Holds an identity that is linked once its owner has proved whose account it is to belong to. */
export const pendingCookie = 'rooms.link'
/** Somebody may have to look for their password first. */
const lifeMs = 900_000

const pending = z.object({
  provider: z.string(),
  issuer: z.string(),
  subject: z.string(),
  label: z.string(),
  /** Whose account it may be linked with. */
  userId: z.string(),
  next: z.string(),
})
export type PendingLink = z.infer<typeof pending>

/** The value of its cookie, and how long it is good. */
export const sealPending = async (
  { tokens }: Pick<World, 'tokens'>,
  link: PendingLink,
): Promise<[value: string, lifeMs: number]> => [await tokens.seal(pendingCookie, link, lifeMs), lifeMs]

/** What waits in this browser to be linked. */
export async function pendingLinkOf(
  { tokens }: Pick<World, 'tokens'>,
  cookies: string | undefined,
): Promise<PendingLink | null> {
  const sealed = cookieNamed(pendingCookie, cookies)
  return pending.safeParse(sealed && (await tokens.unseal(pendingCookie, sealed))).data ?? null
}
