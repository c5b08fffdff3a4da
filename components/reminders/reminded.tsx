'use client'

import { part } from '#components/parts/part.ts'
import { later } from '#components/ui/later.tsx'

const RemindersCame = later(part('RemindersCame'))

/** What one wanted to be reminded of; nobody has to read it before they can write. */
export const Reminded = () => <RemindersCame wanted={false} />
