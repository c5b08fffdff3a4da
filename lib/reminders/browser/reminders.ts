import { api } from '#lib/http/browser/client.ts'
import { on } from '#lib/realtime/browser/client.ts'
import { followedList } from '#lib/realtime/browser/followed-list.ts'
import type { Reminder } from '../schema.ts'

const path = '/me/reminders/{messageId}'

const list = followedList('GET /me/reminders', { query: { limit: 100 } }, (again) => {
  const ifOf = ({ roomId }: { roomId: string }) => {
    if (list.get().items?.some(({ room }) => room?.id === roomId)) again()
  }
  return [on('reminder:changed', again), on('message:gone', ifOf), on('room:removed', ifOf)]
})

const hasCome = ({ cameAt }: Reminder) => cameAt !== null
const keyOf = ({ messageId, remindAt }: Reminder) => `${messageId} ${remindAt}`

/** Those that came and were not ended yet, of all that this page knows. */
export const came = (items: readonly Reminder[] | null): Reminder[] => items?.filter(hasCome) ?? []

/** The viewer's reminders, as this page knows them: the earliest, those that came among them. */
export const reminders = {
  ...list,
  /** Hears of each that comes while this page is open. Returns how to stop. */
  onCame(hear: (reminder: Reminder) => void) {
    let before = list.get().items
    return list.subscribe(() => {
      const { items } = list.get()
      const known = new Set(came(before).map(keyOf))
      if (before) for (const one of came(items)) if (!known.has(keyOf(one))) hear(one)
      before = items
    })
  },
  /** Rejects with the server's words. */
  async set(messageId: string, remindAt: string) {
    await api(`PUT ${path}`, { params: { messageId }, body: { remindAt } })
    await list.load()
  },
  async end(messageId: string) {
    await api(`DELETE ${path}`, { params: { messageId } })
    await list.load()
  },
}
