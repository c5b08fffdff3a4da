import { api } from '#lib/http/browser/client.ts'
import type { NewMessage } from '#lib/messages/schema.ts'
import { on } from '#lib/realtime/browser/client.ts'
import { followedList } from '#lib/realtime/browser/followed-list.ts'
import type { ScheduledEdit, ScheduledMessage } from '../schema.ts'

const path = '/me/scheduled/{id}'

const list = followedList('GET /me/scheduled', { query: { limit: 100 } }, (again) => [
  on('scheduled:changed', again),
  on('room:removed', again),
])

const change = async (work: Promise<unknown>) => {
  await work
  await list.load()
}

/** What the viewer wants to be sent later, as this page knows it. Changes reject with the server's words. */
export const scheduled = {
  ...list,
  add: (roomId: string, message: NewMessage, sendAt: string) =>
    change(api('POST /rooms/{roomId}/scheduled', { params: { roomId }, body: { ...message, sendAt } })),
  edit: (id: string, body: ScheduledEdit) => change(api(`PATCH ${path}`, { params: { id }, body })),
  sendNow: (id: string) => change(api(`POST ${path}/send`, { params: { id } })),
  end: (id: string) => change(api(`DELETE ${path}`, { params: { id } })),
}

/** Those that could not be sent, of all that this page knows. */
export const failed = (items: readonly ScheduledMessage[] | null): ScheduledMessage[] =>
  items?.filter(({ state }) => state === 'failed') ?? []
