import { isAction } from '../markdown/action.ts'
import type { Message } from '../schema.ts'
import type { Pending } from './outbox.ts'

const groupingMs = 5 * 60_000

export type Row =
  | { kind: 'beginning'; key: string }
  | { kind: 'day'; key: string; at: string }
  | { kind: 'new'; key: string }
  | { kind: 'message'; key: string; message: Message; grouped: boolean }
  | { kind: 'pending'; key: string; pending: Pending; grouped: boolean }

type Shown = {
  messages: readonly Message[]
  /** More of the history comes before them. */
  hasBefore: boolean
  pending: readonly Pending[]
  viewerId: string
  dividerSeq: number | null
}

/** What is written for a thread alone is on its way there. */
export const isForRoom = ({ threadId, inRoom }: Pending): boolean => !threadId || inRoom === true

/** The clientId from the first moment on, so that the stored copy takes the pending one's place. */
export const keyOf = ({ clientId, id }: Message): string => clientId ?? id

/**
 * What stands in the conversation, from top to bottom. Days are those of the reader's own time zone. Of a
 * history that goes on further up, the first message held only tells how the second one looks: else rows
 * would change, and with them the reader's line move, when what is before it is loaded.
 */
export const rowsOf = ({ messages, hasBefore, pending, viewerId, dividerSeq }: Shown): Row[] => {
  const rows: Row[] = hasBefore ? [] : [{ kind: 'beginning', key: 'beginning' }]
  let last: { at: string; day: string; author: string | null } | undefined
  const next = (at: string, author: string | null, fresh: boolean): boolean => {
    const day = new Date(at).toDateString()
    const sameDay = last?.day === day
    if (!sameDay) rows.push({ kind: 'day', key: `day ${day}`, at })
    if (fresh) rows.push({ kind: 'new', key: 'new' })
    const near = last !== undefined && Date.parse(at) - Date.parse(last.at) < groupingMs
    const grouped = sameDay && !fresh && near && author !== null && last?.author === author
    last = { at, day, author }
    return grouped
  }
  let divided = dividerSeq === null
  for (const message of messages) {
    // Own messages are never new, nor are deleted ones and who came and went: the divider waits for the first
    // of somebody else's.
    const isNews = message.author.id !== viewerId && message.deletedAt === null && message.kind !== 'system'
    const fresh = !divided && message.seq >= (dividerSeq ?? 0) && isNews
    divided ||= fresh
    const follows = next(message.createdAt, message.kind === 'text' ? message.author.id : null, fresh)
    rows.push({
      kind: 'message',
      key: keyOf(message),
      message,
      grouped: follows && !isAction(message.content),
    })
  }
  if (hasBefore) rows.splice(0, rows.findIndex(({ kind }) => kind === 'message') + 1)
  for (const one of pending.filter(isForRoom)) {
    rows.push({
      kind: 'pending',
      key: one.clientId,
      pending: one,
      grouped: next(one.createdAt, viewerId, false) && !isAction(one.content),
    })
  }
  return rows
}
