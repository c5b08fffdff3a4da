'use client'

import { later } from '#components/ui/later.tsx'

const RemindersCame = later(() => import('./reminders-came.tsx'))

/** What one wanted to be reminded of; nobody has to read it before they can write. */
export const Reminded = () => <RemindersCame wanted={false} />
