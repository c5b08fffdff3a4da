'use client'

import { Avatar } from '#components/ui/avatar.tsx'
import { OpenButton } from '#components/ui/open-button.tsx'
import type { Person } from '#lib/accounts/schema.ts'
import { personCard } from './person-name.tsx'

/** A face that says more when it is pressed, where the name beside it leads elsewhere. */
export const PersonFace = ({ person }: { person: Person }) => (
  <OpenButton
    opening={personCard}
    payload={person}
    aria-label={person.name}
    className="mt-2.5 ms-2 shrink-0 rounded-full"
  >
    <Avatar person={person} />
  </OpenButton>
)
