import { becomeTeller } from '#lib/notifications/browser/locks.ts'
import { notificationWorker, showNotification } from '#lib/notifications/browser/show.ts'
import { reminders } from '#lib/reminders/browser/reminders.ts'
import type { Reminder } from '#lib/reminders/schema.ts'

type Words = { title: string; body: string }

/** Tells of each reminder that comes, in one of the viewer's tabs. Returns how to stop. */
export const tellReminders = (viewerId: string, wordsOf: (reminder: Reminder) => Words): (() => void) => {
  let telling = false
  const tell = async (reminder: Reminder) => {
    const { message, messageId } = reminder
    const path = message ? `/rooms/${message.roomId}?message=${message.seq}` : '/reminders'
    const shown = { ...wordsOf(reminder), tag: `reminder ${messageId}`, urgent: true, data: { path } }
    await showNotification(await notificationWorker(), shown)
  }
  const stops = [
    becomeTeller(viewerId, 'reminders', () => {
      telling = true
    }),
    reminders.onCame((reminder) => {
      // What cannot be told stands above each page all the same.
      if (telling) tell(reminder).catch(() => undefined)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
