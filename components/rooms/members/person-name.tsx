'use client'

import { cx } from '#components/ui/classes.ts'
import { OpenButton } from '#components/ui/open-button.tsx'
import { createOpening } from '#components/ui/opening.ts'
import type { Person } from '#lib/accounts/schema.ts'

/** One card serves all names of the page. */
export const personCard = createOpening<Person>('dialog')

type Props = { person: Person; tabIndex?: number; className?: string }

/** A name that says more when it is pressed. */
export function PersonName({ person, tabIndex, className = 'truncate font-semibold' }: Props) {
  return (
    <OpenButton
      opening={personCard}
      payload={person}
      tabIndex={tabIndex}
      className={cx('underline-offset-2 hover:underline', className)}
    >
      <bdi>{person.name}</bdi>
    </OpenButton>
  )
}
