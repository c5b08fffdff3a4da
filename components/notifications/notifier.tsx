'use client'

import { later } from '#components/ui/later.tsx'

const NotifyingWhileOn = later(() => import('./notifying-while-on.tsx'))

/** Desktop notifications: whoever has just opened the page looks at it. */
export const Notifier = () => <NotifyingWhileOn wanted={false} />
