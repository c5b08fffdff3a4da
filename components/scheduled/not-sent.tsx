'use client'

import { later } from '#components/ui/later.tsx'

const NotSentAnywhere = later(() => import('./not-sent-anywhere.tsx'))

/** What could not be sent at its time; nobody has to read it before they can write. */
export const NotSent = () => <NotSentAnywhere wanted={false} />
