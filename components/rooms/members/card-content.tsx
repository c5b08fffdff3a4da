'use client'

import { MessageSquare } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { StatusWords } from '#components/accounts/status/status-line.tsx'
import { useStatus } from '#components/accounts/status/use-status.ts'
import { GuestMark } from '#components/guests/guest-mark.tsx'
import { useTimes } from '#components/messages/list/use-times.ts'
import { MutedLine } from '#components/moderation/muted-line.tsx'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import type { Person, Status } from '#lib/accounts/schema.ts'
import { mayOpenDirectRooms } from '#lib/instance/policy.ts'
import type { Member } from '#lib/rooms/schema.ts'
import { LocalTime } from './local-time.tsx'
import { personCard } from './person-name.tsx'
import { useDetails } from './use-details.ts'
import { useDirectRoom } from './use-direct-room.ts'

type Props = {
  person: Person
  /** What they are in the room that is open, if they are in it. */
  member: Member | undefined
  /** Whether they are here; undefined where that is not known. */
  online: boolean | undefined
  /** What they are in the room. */
  children: ReactNode
}

export function CardContent({ person, member, online, children }: Props) {
  const t = useTranslations()
  const viewer = useViewer()
  const openDirect = useDirectRoom()
  const { details, failed } = useDetails(person.id)
  const heard = useStatus(person.id)
  // Of whom the page does not hear, what was told when it asked.
  const status = heard ?? (details?.status && isOn(details.status) ? details.status : null)
  const isViewer = person.id === viewer.userId
  return (
    <div className="flex w-60 flex-col items-center gap-3 p-3 text-center">
      <Avatar person={{ ...person, ...details }} size="large" online={online} />
      <div className="max-w-full">
        <p dir="auto" className="break-words font-semibold text-lg">
          {details?.name ?? person.name}
        </p>
        {details?.pronouns && (
          <p dir="auto" className="break-words text-ink-soft text-sm">
            {details.pronouns}
          </p>
        )}
        {isViewer ? (
          <p className="text-ink-soft text-sm">{t('rooms.people.you')}</p>
        ) : (
          online !== undefined && (
            <p className="text-ink-soft text-sm">
              {t(online ? 'rooms.people.isOnline' : 'rooms.people.isAway')}
            </p>
          )
        )}
      </div>
      {status && <StatusUntil status={status} />}
      {details?.timeZone && !isViewer && <LocalTime timeZone={details.timeZone} />}
      {member?.guest && <GuestMark />}
      {member?.mute && <MutedLine member={member} whole />}
      {children}
      {failed && <p className="text-ink-soft text-sm">{t('profile.card.failed')}</p>}
      {isViewer && (
        <PlaceLink href="/profile" onClick={() => personCard.close()} className={`${buttonClass()} w-full`}>
          {t('accounts.menu.profile')}
        </PlaceLink>
      )}
      {!isViewer && mayOpenDirectRooms(viewer) && member?.guest !== 'room' && (
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
  )
}

const isOn = ({ until }: Status) => until === null || Date.parse(until) > Date.now()

function StatusUntil({ status }: { status: Status }) {
  const t = useTranslations()
  const times = useTimes()
  return (
    <div className="max-w-full rounded-lg bg-sunken px-3 py-1.5">
      <StatusWords status={status} wraps />
      {status.until && (
        <p className="text-ink-soft text-xs">
          {t('profile.card.until', { when: times.short(status.until) })}
        </p>
      )}
    </div>
  )
}
