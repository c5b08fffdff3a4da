'use client'

import { part } from '#components/parts/part.ts'
import { later } from '#components/ui/later.tsx'

const Sign = later(part('StatusSign'))

/** A status where the first scripts draw names: it comes once the page is at rest. */
export const LateStatus = (props: { userId: string; className?: string }) => (
  <Sign wanted={false} {...props} />
)
