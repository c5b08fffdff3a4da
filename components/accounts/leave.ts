import { say } from '#components/ui/toast.ts'
import { endSession } from '#lib/accounts/browser/session.ts'
import { clearNotifications } from '#lib/notifications/browser/clear.ts'
import type { Translate } from '#lib/words/translate.ts'

/** Ends the session, here and in its other tabs, and leaves nothing of it on the screen. */
export const leave = async (t: Translate): Promise<void> => {
  try {
    await endSession()
    await clearNotifications()
    window.location.assign('/sign-in')
  } catch {
    say(t('accounts.signOut.failed'))
  }
}
