import type { SessionContext } from '#lib/context.ts'
import { Refusal } from '#lib/errors.ts'
import { appOf, type Checked, checkCode, requireGood } from './check-code.ts'

/** Refuses the viewer without a good code (path `code`), where their account asks for codes. */
export async function requireOwnCode(context: SessionContext, code: string | undefined): Promise<void> {
  const { userId } = context.viewer
  if (!(await appOf(context.db.read, userId))) return
  if (code === undefined) throw new Refusal('invalid_input', 'accounts.codeNeeded', {}, { at: 'code' })
  let checked: Checked = 'wrong'
  // Counted for the account with those of its other settings: six digits can be guessed.
  await context.limits.signIn(`own codes of ${userId}`, userId, () =>
    context.db.write(async (tx) => {
      checked = await checkCode(tx, context, userId, code)
      return checked === 'good' ? true : null
    }),
  )
  requireGood(checked)
}
