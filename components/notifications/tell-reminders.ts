import { messagePath } from '#lib/messages/browser/message-path.ts'
import { clearOthers } from '#lib/notifications/browser/clear.ts'
import { becomeTeller } from '#lib/notifications/browser/locks.ts'
import { notificationWorker, showNotification } from '#lib/notifications/browser/show.ts'
import { came, reminders } from '#lib/reminders/browser/reminders.ts'
import type { Reminder } from '#lib/reminders/schema.ts'

type Words = { title: string; body: string }

const beginning = 'reminder '
/** Another one once there is nothing to read any more. */
const tagOf = ({ messageId, message }: Reminder) => `${beginning}${message ? '' : 'gone '}${messageId}`

/**
 * Tells of each reminder that comes, in one of the viewer's tabs, and takes it away when it is done or its
 * message may not be read any more. Returns how to stop.
 */
export const tellReminders = (viewerId: string, wordsOf: (reminder: Reminder) => Words): (() => void) => {
  let telling = false
  const tell = async (reminder: Reminder) => {
    const { message } = reminder
    const path = message ? messagePath(message) : '/reminders'
    const shown = { ...wordsOf(reminder), tag: tagOf(reminder), urgent: true, data: { path } }
    await showNotification(await notificationWorker(), shown)
  }
  /** What cannot be told stands above each page all the same. */
  const quietly = (work: Promise<void>) => void work.catch(() => undefined)
  const stops = [
    becomeTeller(viewerId, 'reminders', () => {
      telling = true
    }),
    reminders.subscribe(() => {
      if (telling) quietly(clearOthers(beginning, new Set(came(reminders.get().items).map(tagOf))))
    }),
    reminders.onCame((reminder) => {
      if (telling) quietly(tell(reminder))
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
