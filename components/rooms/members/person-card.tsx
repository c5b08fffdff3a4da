'use client'

import { MessageSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { PopoverFor, PopoverPopup } from '#components/ui/popover.tsx'
import { mayCreateRooms } from '#lib/instance/policy.ts'
import { personCard } from './person-name.tsx'
import { useDirectRoom } from './use-direct-room.ts'

/** Who it is, and the way to a word with them alone. */
export default function PersonCard() {
  const t = useTranslations()
  const viewer = useViewer()
  const openDirect = useDirectRoom()
  return (
    <PopoverFor opening={personCard}>
      {({ payload: person }) =>
        person && (
          <PopoverPopup label={person.name}>
            <div className="flex w-56 flex-col items-center gap-3 p-3 text-center">
              <Avatar person={person} size="large" />
              <p dir="auto" className="max-w-full break-words font-semibold text-lg">
                {person.name}
              </p>
              {person.id === viewer.userId && (
                <p className="text-ink-soft text-sm">{t('rooms.people.you')}</p>
              )}
              {person.id !== viewer.userId && mayCreateRooms(viewer) && (
                <Button
                  className="w-full"
                  onClick={() => {
                    personCard.close()
                    void openDirect(person.id)
                  }}
                >
                  <MessageSquare size={16} aria-hidden />
                  {t('rooms.message')}
                </Button>
              )}
            </div>
          </PopoverPopup>
        )
      }
    </PopoverFor>
  )
}
