'use client'

import { useTranslations } from 'next-intl'
import { type FocusEvent, type Ref, useEffect, useImperativeHandle, useMemo, useState } from 'react'
import { Announcer } from '#components/messages/conversation/announcer.tsx'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { MessageRow } from '#components/messages/message/message-row.tsx'
import { PendingRow } from '#components/messages/message/pending-row.tsx'
import { Button } from '#components/ui/button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { customEmoji } from '#lib/emoji/browser/custom-emoji.ts'
import type { CustomEmoji } from '#lib/emoji/schema.ts'
import type { ConversationState } from '#lib/messages/browser/live-events.ts'
import { keyOf, type Row, rowsOf } from '#lib/messages/browser/rows.ts'
import { hasAfter } from '#lib/messages/browser/timeline.ts'
import { Beginning, CurrentDay, DayLine, NewLine } from './list-lines.tsx'
import { moveFocus } from './move-focus.ts'
import { type Anchor, useReadingPlace } from './use-reading-place.ts'

export type ListHandle = { goTo: (place: Anchor) => void }
type Props = {
  ref: Ref<ListHandle>
  /** Of the installation, those that the server drew with. */
  emoji: readonly CustomEmoji[] | undefined
  state: ConversationState
  start: Anchor
  onAtEnd: (atEnd: boolean) => void
  editing: string | null
  onEdited: () => void
  highlighted: number | null
  /** Something lies over the upper edge of the list. */
  covered: boolean
}

/** Nearer than this to an edge of what is loaded, the next page is fetched. */
const aheadPx = 2_000

export default function MessageList(props: Props) {
  const { ref, emoji, state, start, onAtEnd, editing, onEdited, highlighted, covered } = props
  // Before any message is drawn anew.
  useState(() => emoji && customEmoji.know(emoji))
  const t = useTranslations()
  const { conversation, viewer, room } = useTalk()
  const { timeline, pending, dividerSeq, loading, failure } = state
  const { messages, hasBefore } = timeline
  const more = hasAfter(timeline)
  const rows = useMemo(
    () => rowsOf({ messages, hasBefore, pending, viewerId: viewer.userId, dividerSeq }),
    [messages, hasBefore, pending, viewer.userId, dividerSeq],
  )
  const [focused, setFocused] = useState<string | null>(null)
  const edited = messages.find(({ id }) => id === editing)
  const { box, virtualizer, look, goTo } = useReadingPlace({
    rows,
    live: !more,
    start,
    drawn: [focused, edited ? keyOf(edited) : null],
    onAtEnd,
  })
  useImperativeHandle(ref, () => ({ goTo }), [goTo])

  const items = virtualizer.getVirtualItems()
  const { startIndex, endIndex } = virtualizer.range ?? { startIndex: 0, endIndex: 0 }
  const first = rows.slice(startIndex).find(isMessage)
  const tabStop = rows.some(({ key }) => key === focused)
    ? focused
    : rows.slice(0, endIndex + 1).findLast(isMessage)?.key

  useEffect(() => {
    conversation.reads(more || endIndex < rows.length - 1 ? (first?.message.seq ?? null) : null)
    const view = box.current
    if (!view || loading || failure) return
    if (hasBefore && view.scrollTop < aheadPx) void conversation.loadOlder()
    else if (more && view.scrollHeight - view.scrollTop - view.clientHeight < aheadPx)
      void conversation.loadNewer()
  })

  const rowAt = (row: Row) => {
    if (row.kind === 'beginning') return <Beginning />
    if (row.kind === 'day') return <DayLine at={row.at} />
    if (row.kind === 'new') return <NewLine />
    if (row.kind === 'pending')
      return <PendingRow rowKey={row.key} pending={row.pending} grouped={row.grouped} />
    return (
      <MessageRow
        rowKey={row.key}
        message={row.message}
        grouped={row.grouped}
        editing={editing === row.message.id}
        onEdited={onEdited}
        highlighted={highlighted === row.message.seq}
        tabbable={row.key === tabStop}
      />
    )
  }

  return (
    <>
      {/* The messages inside take the focus; this only moves it among them. */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the messages, which are focusable */}
      <div
        ref={box}
        onScroll={look}
        onKeyDown={moveFocus}
        onFocus={(event) => setFocused(keyAt(event))}
        className="relative min-h-0 flex-1 overflow-y-auto [overflow-anchor:none]"
      >
        <p id="message-keys" className="sr-only">
          {t('messages.keys')}
        </p>
        <CurrentDay at={dayAt(rows[startIndex])} covered={covered} />
        <div className="flex min-h-full flex-col justify-end">
          <ol
            aria-label={t('messages.list')}
            data-room={room.id}
            className="relative shrink-0"
            style={{ height: virtualizer.getTotalSize() }}
          >
            {items.map(({ key, index, start: top }) => {
              const row = rows[index]
              return (
                row && (
                  <li
                    key={key}
                    ref={virtualizer.measureElement}
                    data-index={index}
                    aria-setsize={hasBefore || more ? -1 : rows.length}
                    aria-posinset={index + 1}
                    className="absolute inset-x-0"
                    style={{ top }}
                  >
                    {rowAt(row)}
                  </li>
                )
              )
            })}
          </ol>
        </div>
      </div>
      {loading === 'older' && (
        <div className="pointer-events-none absolute inset-x-0 top-10 mx-auto w-fit text-ink-soft">
          <Spinner />
        </div>
      )}
      {failure && (
        <div
          role="alert"
          className="absolute inset-x-0 top-0 z-20 flex items-center justify-center gap-3 bg-paper py-3 text-danger-text text-sm"
        >
          {failure === 'changesTooFast' ? t('messages.changesTooFast') : <RefusalText of={failure} />}
          <Button
            size="small"
            onClick={() => void (hasBefore ? conversation.loadOlder() : conversation.loadNewer())}
          >
            {t('common.retry')}
          </Button>
        </div>
      )}
      <Announcer newest={messages.at(-1)} />
    </>
  )
}

const isMessage = (row: Row): row is Extract<Row, { kind: 'message' }> => row.kind === 'message'
const keyAt = ({ target }: FocusEvent): string | null =>
  target.closest<HTMLElement>('[data-key]')?.dataset.key ?? null

const dayAt = (row: Row | undefined): string | undefined => {
  if (row?.kind === 'message') return row.message.createdAt
  return row?.kind === 'pending' ? row.pending.createdAt : undefined
}
