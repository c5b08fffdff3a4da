'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { usePeople } from '#components/accounts/use-people.ts'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { RefusalText } from '#components/words/refusal-text.tsx'
import type { Person } from '#lib/accounts/schema.ts'
import { addMember } from '#lib/rooms/actions.ts'
import type { Member, Room } from '#lib/rooms/schema.ts'
import { AddByEmail } from './add-by-email.tsx'

type Props = {
  room: Room
  members: readonly Member[]
  open: boolean
  onOpenChange: (open: boolean) => void
  /** The other way in, for whoever is not found here. */
  onInvite: () => void
}

/** Brings people of this server into the room, by name or by a list of addresses. */
export function AddPeople({ room, members, open, onOpenChange, onInvite }: Props) {
  const t = useTranslations()
  const roomName = useRoomName()
  const [query, setQuery] = useState('')
  const [byEmail, setByEmail] = useState(false)
  const { items: people, failure, isFresh } = usePeople(open ? query.trim() : null)
  const here = new Set(members.map(({ id }) => id))
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setQuery('')
        setByEmail(false)
        onOpenChange(next)
      }}
      title={t('rooms.add.title', { room: roomName(room) })}
      description={t('rooms.add.description')}
    >
      <div className="flex flex-col gap-3">
        {byEmail ? (
          <AddByEmail room={room} onInvite={onInvite} />
        ) : (
          <>
            <TextField
              label={t('rooms.add.query')}
              name="query"
              autoComplete="off"
              maxLength={80}
              value={query}
              onChange={(event) => setQuery(event.target.value)}
            />
            {failure && (
              <Alert>
                <RefusalText of={failure} />
              </Alert>
            )}
            <ul aria-label={t('rooms.add.found')} className="flex max-h-72 flex-col gap-1 overflow-y-auto">
              {people.map((person) => (
                <Found key={person.id} person={person} room={room} isHere={here.has(person.id)} />
              ))}
            </ul>
            {!failure && isFresh && people.length === 0 && query.trim() !== '' && (
              <div className="flex flex-col items-start gap-2">
                <p className="text-ink-soft text-sm">{t('rooms.add.nobody')}</p>
                <Button size="small" onClick={onInvite}>
                  {t('rooms.invite.open')}
                </Button>
              </div>
            )}
          </>
        )}
        <button
          type="button"
          className="w-fit text-accent-text text-sm underline-offset-2 hover:underline"
          onClick={() => setByEmail(!byEmail)}
        >
          {t(byEmail ? 'rooms.byEmail.byName' : 'rooms.byEmail.open')}
        </button>
      </div>
    </Dialog>
  )
}

function Found({ person, room, isHere }: { person: Person; room: Room; isHere: boolean }) {
  const t = useTranslations()
  const reply = useReply(addMember)
  const [added, setAdded] = useState(false)
  return (
    <li className="flex items-center gap-3 rounded-lg px-2 py-1.5">
      <Avatar person={person} />
      <span className="min-w-0 flex-1 truncate">
        <bdi>{person.name}</bdi>
        {reply.general && (
          <span role="alert" className="block text-danger-text text-sm">
            {reply.general}
          </span>
        )}
      </span>
      {isHere || added ? (
        <span className="text-ink-soft text-sm">{t('rooms.add.isHere')}</span>
      ) : (
        <Button
          size="small"
          busy={reply.busy}
          aria-label={t('rooms.add.submitOf', { name: person.name })}
          onClick={() => reply.run({ roomId: room.id, userId: person.id }, () => setAdded(true))}
        >
          {t('rooms.add.submit')}
        </Button>
      )}
    </li>
  )
}
