'use client'

import { later } from '#components/ui/later.tsx'

const Sign = later(() => import('./status-sign.tsx'))

/** A status where the first scripts draw names: it comes once the page is at rest. */
export const LateStatus = (props: { userId: string; className?: string }) => (
  <Sign wanted={false} {...props} />
)
