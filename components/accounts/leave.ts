import { say } from '#components/ui/toast.tsx'
import { clearNotifications } from '#lib/notifications/browser/clear.ts'

/** Ends the session, here and in its other tabs, and leaves nothing of it on the screen. */
export const leave = async (): Promise<void> => {
  try {
    // Only who leaves loads it.
    const { signOut } = await import('next-auth/react')
    await signOut({ redirect: false })
    await clearNotifications()
    window.location.assign('/sign-in')
  } catch {
    say('Signing out did not work: the server cannot be reached. Try again.')
  }
}
