'use client'

import { MessageSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { createPopoverHandle, PopoverPopup, PopoverRoot, PopoverTrigger } from '#components/ui/popover.tsx'
import type { Person } from '#lib/accounts/schema.ts'
import { mayCreateRooms } from '#lib/instance/policy.ts'
import { useDirectRoom } from './use-direct-room.ts'

/** One card serves all names of the page. */
const personCard = createPopoverHandle<Person>()

/** A name that says more when it is pressed. */
export function PersonName({ person }: { person: Person }) {
  return (
    <PopoverTrigger
      handle={personCard}
      payload={person}
      tabIndex={-1}
      className="truncate font-semibold underline-offset-2 hover:underline"
    >
      {person.name}
    </PopoverTrigger>
  )
}

/** Who it is, and the way to a word with them alone. */
export function PersonCard() {
  const t = useTranslations()
  const viewer = useViewer()
  const openDirect = useDirectRoom()
  return (
    <PopoverRoot handle={personCard}>
      {({ payload: person }) =>
        person && (
          <PopoverPopup label={person.name}>
            <div className="flex w-56 flex-col items-center gap-3 p-3 text-center">
              <Avatar person={person} size="large" />
              <p className="max-w-full break-words font-semibold text-lg">{person.name}</p>
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
    </PopoverRoot>
  )
}
