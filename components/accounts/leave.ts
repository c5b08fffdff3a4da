import { say } from '#components/ui/toast.tsx'
import { endSession } from '#lib/accounts/browser/session.ts'
import { clearNotifications } from '#lib/notifications/browser/clear.ts'

/** Ends the session, here and in its other tabs, and leaves nothing of it on the screen. */
export const leave = async (): Promise<void> => {
  try {
    await endSession()
    await clearNotifications()
    window.location.assign('/sign-in')
  } catch {
    say('Signing out did not work: the server cannot be reached. Try again.')
  }
}
