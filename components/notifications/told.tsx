'use client'

import { part } from '#components/parts/part.ts'
import { later } from '#components/ui/later.tsx'

const DoneByOthers = later(part('DoneByOthers'))

/**
 * What is said in passing of what others did: nobody has to hear it before they can write. It stands around
 * the page, is drawn before the place to write is, and would be asked for before that if it came soon.
 */
export const Told = () => <DoneByOthers wanted={false} />
