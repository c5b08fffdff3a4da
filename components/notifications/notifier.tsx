'use client'

import { part } from '#components/parts/part.ts'
import { later } from '#components/ui/later.tsx'

const NotifyingWhileOn = later(part('NotifyingWhileOn'))

/** Desktop notifications: whoever has just opened the page looks at it. */
export const Notifier = () => <NotifyingWhileOn wanted={false} />
