'use client'

import { Bookmark } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTimes } from '#components/messages/list/use-times.ts'
import { RoomDoor } from '#components/rooms/browse/room-door.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { usePages } from '#components/ui/use-pages.ts'
import { useRefusalWords } from '#components/words/refusal-text.tsx'
import { asRefusal } from '#lib/errors.ts'
import type { Page } from '#lib/http/schema.ts'
import { plain } from '#lib/messages/browser/plain-text.ts'
import { saved } from '#lib/saved/browser/saved.ts'
import type { SavedMessage } from '#lib/saved/schema.ts'
import { isolated } from '#lib/text/isolate.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

type Props = { first: Page<SavedMessage> }

/** What the viewer keeps for later, page after page. */
export function SavedList({ first }: Props) {
  const t = useTranslations()
  const words = useRefusalWords()
  const format = useFormatter()
  const times = useTimes()
  // The people of those rooms are not loaded here.
  const nameOf = () => t('messages.mention.unknown')
  const roomName = useRoomName()
  const list = usePages('GET /me/saved', {}, { first })
  const kept = list.items
  const [refused, setRefused] = useState<Refused | null>(null)
  const failure = refused ?? list.failure
  const hydrated = useHydrated()

  const drop = async (id: string) => {
    setRefused(null)
    try {
      await saved.keep(id, false)
      list.drop((one) => one.id === id)
    } catch (error) {
      setRefused(asRefusal(error))
    }
  }

  return (
    <>
      {failure && <Alert>{t('saved.failed', { reason: words(failure) })}</Alert>}
      {kept.length === 0 && !list.cursor && (
        <EmptyState icon={<Bookmark size={22} />} title={t('saved.none.title')}>
          {t('saved.none.body')}
        </EmptyState>
      )}
      {kept.length > 0 && (
        <ul aria-label={t('saved.list')} className="flex flex-col gap-3">
          {kept.map((one) => (
            <li key={one.id} className="flex flex-col gap-1.5 rounded-2xl border border-line bg-raised p-4">
              <p className="flex min-w-0 items-center gap-2 text-ink-soft text-sm">
                <RoomDoor room={one.room} />
                <bdi className="truncate">{roomName(one.room)}</bdi>
                <time dateTime={one.createdAt} className="ms-auto shrink-0 text-xs">
                  {hydrated && times.dayAndClock(one.createdAt)}
                </time>
              </p>
              <p className="font-semibold">
                <bdi>{one.author.name}</bdi>
              </p>
              <p dir="auto" className="line-clamp-6 break-words [overflow-wrap:anywhere]">
                {plain(one.content, nameOf) ||
                  format.list(
                    one.attachments.map(({ name }) => isolated(name)),
                    { type: 'unit' },
                  )}
              </p>
              <p className="flex gap-1">
                <PlaceLink
                  href={`/rooms/${one.roomId}?message=${one.seq}`}
                  className={buttonClass('plain', 'small')}
                >
                  {t('messages.showInRoom')}
                </PlaceLink>
                <Button look="quiet" size="small" onClick={() => void drop(one.id)}>
                  {t('saved.remove')}
                </Button>
              </p>
            </li>
          ))}
        </ul>
      )}
      {list.cursor && (
        <Button className="self-center" busy={list.busy} onClick={() => void list.more()}>
          {t('saved.more')}
        </Button>
      )}
    </>
  )
}
