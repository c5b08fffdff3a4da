'use client'

import { part } from '#components/parts/part.ts'
import { later } from '#components/ui/later.tsx'

const NotSentAnywhere = later(part('NotSentAnywhere'))

/** What could not be sent at its time; nobody has to read it before they can write. */
export const NotSent = () => <NotSentAnywhere wanted={false} />
