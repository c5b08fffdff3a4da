'use client'

import { AlarmClock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useTimes } from '#components/messages/list/use-times.ts'
import { ListedMessage } from '#components/messages/message/listed-message.tsx'
import { useKnownNames } from '#components/messages/text/use-known-names.ts'
import { RoomDoor } from '#components/rooms/browse/room-door.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { usePages } from '#components/ui/use-pages.ts'
import { useStore } from '#components/ui/use-store.ts'
import { LoadFailed } from '#components/words/load-failed.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { asRefusal } from '#lib/errors.ts'
import type { Page } from '#lib/http/schema.ts'
import { messagePath } from '#lib/messages/browser/message-path.ts'
import { reminders } from '#lib/reminders/browser/reminders.ts'
import type { Reminder } from '#lib/reminders/schema.ts'
import type { Refused } from '#lib/words/refusal-words.ts'
import { useReminderWords } from './use-reminder-words.ts'

const RemindMe = lazily(() => import('./remind-me.tsx'))

/** What the viewer wants to be reminded of, page after page; it follows what happens to them. */
export function ReminderList({ first }: { first: Page<Reminder> }) {
  const t = useTranslations()
  const wordsOf = useReminderWords()
  const times = useTimes()
  const roomName = useRoomName()
  const hydrated = useHydrated()
  const list = usePages('GET /me/reminders', {}, { first, again: useStore(reminders).items })
  const authors = useMemo(() => list.items.flatMap(({ message }) => message?.author ?? []), [list.items])
  const nameOf = useKnownNames(authors)
  const [asked, setAsked] = useState<string | null>(null)
  const [refused, setRefused] = useState<Refused | null>(null)
  const end = (messageId: string) => {
    setRefused(null)
    reminders.end(messageId).catch((error: unknown) => setRefused(asRefusal(error)))
  }
  const when = ({ cameAt, remindAt }: Reminder) =>
    t(cameAt === null ? 'reminders.at' : 'reminders.came', { when: times.dayAndClock(remindAt) })

  return (
    <>
      <LoadFailed list={list} />
      {refused && (
        <Alert>
          <RefusalText of={refused} />
        </Alert>
      )}
      {list.items.length === 0 && !list.cursor && (
        <EmptyState icon={<AlarmClock size={22} />} title={t('reminders.none.title')}>
          {t('reminders.none.body')}
        </EmptyState>
      )}
      {list.items.length > 0 && (
        <ul aria-label={t('reminders.list')} className="flex flex-col gap-3">
          {list.items.map((one) => (
            <li
              key={one.messageId}
              className="flex flex-col gap-1.5 rounded-2xl border border-line bg-raised p-4"
            >
              <p className="flex min-w-0 items-center gap-2 text-ink-soft text-sm">
                {one.room && (
                  <>
                    <RoomDoor room={one.room} />
                    <bdi className="truncate">{roomName(one.room)}</bdi>
                  </>
                )}
                <time
                  dateTime={one.remindAt}
                  className={`ms-auto shrink-0 text-xs ${one.cameAt ? 'font-semibold text-accent-text' : ''}`}
                >
                  {hydrated && when(one)}
                </time>
              </p>
              {one.message ? (
                <ListedMessage message={one.message} nameOf={nameOf} />
              ) : (
                <p className="text-ink-soft">{wordsOf(one)}</p>
              )}
              <p className="flex flex-wrap gap-1">
                {one.message && (
                  <>
                    <PlaceLink href={messagePath(one.message)} className={buttonClass('plain', 'small')}>
                      {t('messages.showInRoom')}
                    </PlaceLink>
                    <Button look="quiet" size="small" onClick={() => setAsked(one.messageId)}>
                      {t('reminders.otherTime')}
                    </Button>
                  </>
                )}
                <Button look="quiet" size="small" onClick={() => end(one.messageId)}>
                  {one.cameAt ? t('reminders.done') : t('reminders.end')}
                </Button>
              </p>
            </li>
          ))}
        </ul>
      )}
      {list.cursor && (
        <Button className="self-center" busy={list.busy} onClick={() => void list.more()}>
          {t('reminders.more')}
        </Button>
      )}
      <RemindMe messageId={asked} onDone={() => setAsked(null)} />
    </>
  )
}
