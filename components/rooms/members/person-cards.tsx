'use client'

import { part } from '#components/parts/part.ts'
import { later } from '#components/ui/later.tsx'
import { useWanted } from '#components/ui/opening.ts'
import { personCard } from './person-name.tsx'

const PersonCard = later(part('PersonCard'))

/** The card of whoever's name is pressed, wherever it stands. */
export const PersonCards = () => <PersonCard wanted={useWanted(personCard)} />
