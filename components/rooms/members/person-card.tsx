'use client'

import type { ReactNode } from 'react'
import { withProfileWords } from '#components/accounts/profile-words.tsx'
import { PopoverFor, PopoverPopup } from '#components/ui/popover.tsx'
import { useStore } from '#components/ui/use-store.ts'
import type { Member } from '#lib/rooms/schema.ts'
import { CardContent } from './card-content.tsx'
import { useMemberChange } from './member-change.tsx'
import { personCard } from './person-name.tsx'
import { RoleHere } from './role-here.tsx'
import { type RoomHere, roomHere } from './room-here.ts'

/**
 * Who it is, what they tell of themselves, and the way to a word with them alone; in a room also what they
 * are there.
 */
export default withProfileWords(function PersonCard() {
  const { here } = useStore(roomHere)
  return here ? <CardInRoom here={here} /> : <Card />
})

function CardInRoom({ here }: { here: RoomHere }) {
  const { room, members, online } = here
  const { ask, dialog } = useMemberChange(room)
  return (
    <>
      <Card online={online} members={members}>
        {(member) => (
          <RoleHere
            room={room}
            member={member}
            onChange={(member, role) => {
              personCard.close()
              ask(member, role)
            }}
          />
        )}
      </Card>
      {dialog}
    </>
  )
}

type Props = {
  online?: ReadonlySet<string>
  members?: readonly Member[]
  children?: (member: Member | undefined) => ReactNode
}

const Card = ({ online, members, children }: Props) => (
  <PopoverFor opening={personCard}>
    {({ payload: person }) => {
      const member = members?.find(({ id }) => id === person?.id)
      return (
        person && (
          <PopoverPopup label={person.name}>
            <CardContent key={person.id} person={person} member={member} online={online?.has(person.id)}>
              {children?.(member)}
            </CardContent>
          </PopoverPopup>
        )
      )
    }}
  </PopoverFor>
)
