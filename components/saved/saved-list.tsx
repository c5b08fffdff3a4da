'use client'

import { Bookmark } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import { ListedMessage } from '#components/messages/message/listed-message.tsx'
import { useKnownNames } from '#components/messages/text/use-known-names.ts'
import { RoomDoor } from '#components/rooms/browse/room-door.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { LoadFailed } from '#components/words/load-failed.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { asRefusal } from '#lib/errors.ts'
import type { Page } from '#lib/http/schema.ts'
import { messagePath } from '#lib/messages/browser/message-path.ts'
import { on, socket } from '#lib/realtime/browser/client.ts'
import { saved } from '#lib/saved/browser/saved.ts'
import type { SavedMessage } from '#lib/saved/schema.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

type Props = { first: Page<SavedMessage> }

/** What the viewer keeps for later, page after page; it follows what happens to it. */
export function SavedList({ first }: Props) {
  const t = useTranslations()
  const roomName = useRoomName()
  const [again, setAgain] = useState(0)
  const list = usePages('GET /me/saved', {}, { first, again })
  const dropped = useEffectEvent(list.drop)
  useEffect(() => {
    const ask = () => setAgain((times) => times + 1)
    const line = socket()
    line.on('connect', ask)
    const stops = [
      on('saved:changed', ({ messageId, kept }) => (kept ? ask() : dropped(({ id }) => id === messageId))),
      on('message:gone', (gone) => dropped((one) => one.roomId === gone.roomId && one.seq === gone.seq)),
      on('room:removed', ({ roomId }) => dropped((one) => one.roomId === roomId)),
    ]
    return () => {
      line.off('connect', ask)
      for (const stop of stops) stop()
    }
  }, [])
  const kept = list.items
  const authors = useMemo(() => kept.map(({ author }) => author), [kept])
  const nameOf = useKnownNames(authors)
  const [refused, setRefused] = useState<Refused | null>(null)

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
      <LoadFailed list={list} />
      {refused && (
        <Alert>
          <RefusalText of={refused} />
        </Alert>
      )}
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
              </p>
              <ListedMessage message={one} nameOf={nameOf} />
              <p className="flex gap-1">
                <PlaceLink href={messagePath(one)} className={buttonClass('plain', 'small')}>
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
