import { eq } from 'drizzle-orm'
import type { SessionContext } from '#lib/context.ts'
import { sessions } from '#lib/db/schema.ts'
import { Refusal } from '#lib/errors.ts'
import { requireOwnPassword } from './own-password.ts'
import { hasPassword } from './queries.ts'
import type { OwnProof } from './schema.ts'
import { appOf } from './two-factor/check-code.ts'
import { requireOwnCode } from './two-factor/own-code.ts'

/** Who signed in so lately is asked for nothing once more. */
const recentMs = 15 * 60_000

/**
 * Refuses the viewer unless they prove again who they are: by their password (path `password`), or by a code
 * (path `code`) where they have none. So whoever finds an open page takes away nothing that keeps others out.
 */
export async function requireProof(context: SessionContext, { password, code }: OwnProof): Promise<void> {
  const { db, viewer } = context
  if (await hasPassword(context, db.read, viewer.userId)) {
    if (password === undefined)
      throw new Refusal('invalid_input', 'accounts.passwordNeeded', {}, { at: 'password' })
    await requireOwnPassword(context, password, 'password')
  } else if (await appOf(db.read, viewer.userId)) await requireOwnCode(context, code)
  else throw new Refusal('forbidden', 'accounts.signInAgain')
}

/** The same for what may follow a sign-in at once: changing by what one comes in. */
export async function requireRecentProof(context: SessionContext, proof: OwnProof): Promise<void> {
  const { db, now, viewer } = context
  const [session] = await db.read.select().from(sessions).where(eq(sessions.id, viewer.sessionId))
  if ((session?.createdAt ?? 0) > now() - recentMs) return
  await requireProof(context, proof)
}
