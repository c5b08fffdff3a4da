'use client'

import { type KeyboardEvent, type RefObject, useEffect, useMemo } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import type { ConversationState } from '#lib/messages/browser/listen.ts'
import { rowsOf } from '#lib/messages/browser/shown.ts'
import { hasAfter } from '#lib/messages/browser/timeline.ts'
import { useTalk } from './conversation-context.tsx'
import { MessageRow } from './message-row.tsx'
import { PendingRow } from './pending-row.tsx'
import { dayName } from './time.ts'

type Props = {
  state: ConversationState
  box: RefObject<HTMLDivElement | null>
  onScroll: () => void
  editing: string | null
  onEdited: () => void
  highlighted: number | null
}

/** Nearer than this to an edge of what is loaded, the next page is fetched. */
const aheadPx = 800

export function MessageList({ state, box, onScroll, editing, onEdited, highlighted }: Props) {
  const { conversation, viewer, room } = useTalk()
  const { timeline, pending, dividerSeq, loading, failure } = state
  const rows = useMemo(
    () => rowsOf({ messages: timeline.messages, pending, viewerId: viewer.userId, dividerSeq }),
    [timeline.messages, pending, viewer.userId, dividerSeq],
  )
  const lastSeq = timeline.messages.at(-1)?.seq

  const loadAhead = () => {
    const view = box.current
    if (!view || loading || failure) return
    if (view.scrollTop < aheadPx && timeline.hasBefore) void conversation.loadOlder()
    else if (view.scrollHeight - view.scrollTop - view.clientHeight < aheadPx && hasAfter(timeline)) {
      void conversation.loadNewer()
    }
  }
  // After each page too: a reader held at the edge makes no scroll events.
  useEffect(loadAhead)
  const scrolled = () => {
    onScroll()
    loadAhead()
  }

  return (
    // The messages inside take the focus; this only moves it among them.
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the messages, which are focusable
    <div
      ref={box}
      onScroll={scrolled}
      onKeyDown={moveFocus}
      className="relative min-h-0 flex-1 overflow-y-auto [overflow-anchor:none]"
    >
      <div className="flex min-h-full flex-col justify-end pb-1">
        <p id="message-keys" className="sr-only">
          Arrow keys move between messages, Enter opens the actions.
        </p>
        {timeline.hasBefore ? (
          <div className="flex h-14 items-center justify-center text-ink-soft">
            {loading === 'older' && <Spinner />}
          </div>
        ) : (
          <Beginning />
        )}
        {failure && (
          <div role="alert" className="flex items-center justify-center gap-3 py-3 text-danger-text text-sm">
            {failure}
            <Button
              size="small"
              onClick={() => void (timeline.hasBefore ? conversation.loadOlder() : conversation.loadNewer())}
            >
              Retry
            </Button>
          </div>
        )}
        <ol aria-label="Messages" data-room={room.id}>
          {rows.map((row) => {
            if (row.kind === 'day') return <DayLine key={row.key} at={row.at} />
            if (row.kind === 'new') return <NewLine key={row.key} />
            if (row.kind === 'pending')
              return <PendingRow key={row.key} rowKey={row.key} pending={row.pending} grouped={row.grouped} />
            return (
              <MessageRow
                key={row.key}
                rowKey={row.key}
                message={row.message}
                grouped={row.grouped}
                editing={editing === row.message.id}
                onEdited={onEdited}
                highlighted={highlighted === row.message.seq}
                tabbable={row.message.seq === lastSeq}
              />
            )
          })}
        </ol>
      </div>
    </div>
  )
}

const moveFocus = (event: KeyboardEvent) => {
  const here = event.target
  if (!(here instanceof HTMLElement) || here.dataset.testid !== 'message') return
  if (event.key === 'Enter') {
    event.preventDefault()
    here.querySelector<HTMLElement>('[data-message-menu]')?.click()
    return
  }
  if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
  event.preventDefault()
  let next: Element | null = here
  do next = event.key === 'ArrowUp' ? next.previousElementSibling : next.nextElementSibling
  while (next && next.getAttribute('data-testid') !== 'message')
  if (next instanceof HTMLElement) next.focus()
}

function DayLine({ at }: { at: string }) {
  return (
    <li data-testid="day" className="pointer-events-none sticky top-2 z-10 mt-3 flex justify-center">
      <span className="rounded-full border border-line bg-raised px-3 py-0.5 font-medium text-ink-soft text-xs shadow-sm">
        {dayName(at)}
      </span>
    </li>
  )
}

function NewLine() {
  return (
    <li data-key="new">
      {/* biome-ignore lint/a11y/useSemanticElements: a rule with a word in it */}
      <div
        role="separator"
        aria-label="New messages"
        className="my-2 flex items-center gap-3 px-4 text-accent-text sm:px-6"
      >
        <span className="h-px flex-1 bg-accent" />
        <span className="font-semibold text-xs">New</span>
      </div>
    </li>
  )
}

function Beginning() {
  const { room } = useTalk()
  return (
    <div className="px-4 pt-12 pb-4 sm:px-6">
      <p className="font-semibold text-lg">
        This is where {room.visibility === 'direct' && 'your conversation with '}
        {room.name} begins.
      </p>
      <p className="text-ink-soft">
        {room.description || 'Write the first message below. Everybody in the room will see it.'}
      </p>
    </div>
  )
}
