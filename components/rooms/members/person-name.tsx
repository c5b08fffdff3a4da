'use client'

import { OpenButton } from '#components/ui/open-button.tsx'
import { createOpening } from '#components/ui/opening.ts'
import type { Person } from '#lib/accounts/schema.ts'

/** One card serves all names of the page. */
export const personCard = createOpening<Person>('dialog')

/** A name that says more when it is pressed. */
export function PersonName({ person }: { person: Person }) {
  return (
    <OpenButton
      opening={personCard}
      payload={person}
      tabIndex={-1}
      className="truncate font-semibold underline-offset-2 hover:underline"
    >
      <bdi>{person.name}</bdi>
    </OpenButton>
  )
}
