'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { usePeople } from '#components/accounts/use-people.ts'
import { useDirectRoom } from '#components/rooms/members/use-direct-room.ts'
import { useJoinedRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { useChoice } from '#components/ui/use-choice.ts'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { mayOpenDirectRooms } from '#lib/instance/policy.ts'
import { type Destination, destinations } from '#lib/rooms/browser/destinations.ts'
import { visitedRooms } from '#lib/rooms/browser/visited.ts'
import { Choice } from './choice.tsx'
import { switcher } from './state.ts'

type Props = { here: string | null; onDone: () => void }

/** Rooms are known here; people of the whole server come in as they are found. */
export function Choices({ here, onDone }: Props) {
  const t = useTranslations()
  const roomName = useRoomName()
  const { enter } = useEnterRoom()
  const viewer = useViewer()
  const openDirect = useDirectRoom()
  const rooms = useJoinedRooms()
  const [typed, setTyped] = useState(switcher.get().typed)
  useEffect(() => switcher.set({ typed: '' }), [])
  const [visited] = useState(() => visitedRooms(viewer.userId))
  const { items: people, failure } = usePeople(
    typed.trim() && mayOpenDirectRooms(viewer) ? typed.trim() : null,
  )

  const found = destinations(typed.trim(), { rooms, people, visited, here, roomName })
  const { at, listId, optionId, reset, moved } = useChoice(found.length)
  const go = (destination: Destination) => {
    onDone()
    if (destination.room) enter(destination.room.id)
    else void openDirect(destination.person.id)
  }
  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const meant = found[at]
    if (event.key === 'Enter' && meant) go(meant)
    else if (!moved(event)) return
    event.preventDefault()
  }
  return (
    <>
      <input
        type="text"
        role="combobox"
        aria-label={t('switcher.title')}
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-activedescendant={at < 0 ? undefined : optionId(at)}
        aria-autocomplete="list"
        placeholder={t('switcher.placeholder')}
        autoComplete="off"
        value={typed}
        maxLength={80}
        onChange={(event) => {
          setTyped(event.target.value)
          reset()
        }}
        onKeyDown={pressed}
        className="h-13 w-full shrink-0 border-line border-b bg-transparent px-4 text-lg outline-none placeholder:text-ink-soft"
      />
      <div
        role="listbox"
        id={listId}
        aria-label={t('switcher.places')}
        className="min-h-0 overflow-y-auto p-2"
      >
        {found.map((destination, index) => (
          <Choice
            key={destination.id}
            id={optionId(index)}
            destination={destination}
            active={index === at}
            onChoose={() => go(destination)}
          />
        ))}
      </div>
      <p role="status" className="px-4 pb-3 text-ink-soft text-sm empty:hidden">
        {failure ? (
          <RefusalText of={failure} />
        ) : (
          found.length === 0 && t(typed.trim() ? 'switcher.noMatch' : 'switcher.none')
        )}
      </p>
    </>
  )
}
