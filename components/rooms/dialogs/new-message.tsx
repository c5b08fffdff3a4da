'use client'

import { Check, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { usePeople } from '#components/accounts/use-people.ts'
import { useMyRooms } from '#components/rooms/my-rooms-context.tsx'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { RefusalText } from '#components/words/refusal-text.tsx'
import type { Person } from '#lib/accounts/schema.ts'
import { directPeople } from '#lib/limits.ts'
import { createRoom } from '#lib/rooms/actions.ts'

type Props = { open: boolean; onOpenChange: (open: boolean) => void }

/** Besides oneself. */
const most = directPeople - 1

/** Chooses whom to write to, and opens the conversation with exactly them. */
export default function NewMessage({ open, onOpenChange }: Props) {
  const t = useTranslations()
  const myRooms = useMyRooms()
  const { enter } = useEnterRoom()
  const reply = useReply(createRoom)
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState<readonly Person[]>([])
  const { items: found, failure, isFresh } = usePeople(open ? query.trim() : null)
  const isChosen = (person: Person) => chosen.some(({ id }) => id === person.id)
  const toggle = (person: Person) =>
    setChosen(isChosen(person) ? chosen.filter(({ id }) => id !== person.id) : [...chosen, person])
  const opening = (next: boolean) => {
    setQuery('')
    setChosen([])
    reply.clear()
    onOpenChange(next)
  }
  const start = () =>
    reply.run({ visibility: 'direct', userIds: chosen.map(({ id }) => id) }, (room) => {
      myRooms.put(room)
      opening(false)
      enter(room.id)
    })
  return (
    <Dialog
      open={open}
      onOpenChange={opening}
      title={t('rooms.newMessage.title')}
      description={t('rooms.newMessage.description', { most })}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen.length > 0) start()
        }}
      >
        {reply.general && <Alert>{reply.general}</Alert>}
        {failure && (
          <Alert>
            <RefusalText of={failure} />
          </Alert>
        )}
        <TextField
          label={t('rooms.newMessage.query')}
          name="to"
          autoComplete="off"
          maxLength={80}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
        />
        <Chosen people={chosen} onRemove={toggle} />
        {chosen.length >= most && (
          <p className="text-ink-soft text-sm">{t('rooms.newMessage.full', { most })}</p>
        )}
        <ul aria-label={t('rooms.newMessage.found')} className="flex max-h-60 flex-col overflow-y-auto">
          {found.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                aria-pressed={isChosen(person)}
                disabled={!isChosen(person) && chosen.length >= most}
                onClick={() => toggle(person)}
                className="-outline-offset-2 flex w-full items-center gap-3 rounded-lg px-2 py-1.5 text-start hover:bg-sunken disabled:opacity-50"
              >
                <Avatar person={person} />
                <bdi className="min-w-0 flex-1 truncate">{person.name}</bdi>
                {isChosen(person) && <Check size={16} aria-hidden />}
              </button>
            </li>
          ))}
        </ul>
        {isFresh && !failure && found.length === 0 && query.trim() !== '' && (
          <p className="text-ink-soft text-sm">{t('rooms.newMessage.nobody')}</p>
        )}
        <div className="flex justify-end">
          <Button type="submit" look="primary" busy={reply.busy} disabled={chosen.length === 0}>
            {t('rooms.newMessage.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function Chosen({ people, onRemove }: { people: readonly Person[]; onRemove: (person: Person) => void }) {
  const t = useTranslations()
  if (people.length === 0) return null
  return (
    <ul aria-label={t('rooms.newMessage.chosen')} className="flex flex-wrap gap-1.5">
      {people.map((person) => (
        <li key={person.id} className="flex max-w-full items-center rounded-full bg-accent-wash ps-3">
          <bdi className="truncate">{person.name}</bdi>
          <button
            type="button"
            aria-label={t('rooms.newMessage.remove', { name: person.name })}
            onClick={() => onRemove(person)}
            className="inline-flex size-8 items-center justify-center rounded-full hover:bg-sunken"
          >
            <X size={14} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  )
}
