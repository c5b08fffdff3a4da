'use client'

import { later } from '#components/ui/later.tsx'
import { useWanted } from '#components/ui/opening.ts'
import { personCard } from './person-name.tsx'

const PersonCard = later(() => import('./person-card.tsx'))

/** The card of whoever's name is pressed, wherever it stands. */
export const PersonCards = () => <PersonCard wanted={useWanted(personCard)} />
