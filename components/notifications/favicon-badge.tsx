'use client'

import { part } from '#components/parts/part.ts'
import { later } from '#components/ui/later.tsx'

const DrawnBadge = later(part('DrawnBadge'))

/** Marks the tab's icon, once the page is at rest. */
export const FaviconBadge = () => <DrawnBadge wanted={false} />
