'use client'

import { later } from '#components/ui/later.tsx'

const DrawnBadge = later(() => import('./drawn-badge.tsx'))

/** Marks the tab's icon, once the page is at rest. */
export const FaviconBadge = () => <DrawnBadge wanted={false} />
