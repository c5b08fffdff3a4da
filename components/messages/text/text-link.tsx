'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { placeInside } from '#lib/messages/markdown/links.ts'

const look = 'text-accent-text underline underline-offset-2 hover:decoration-2'

/**
 * A link somebody wrote: to a room or a message of this site it opens here, to anywhere else
 * in a tab that knows nothing of this one.
 */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  const inside = useHydrated() ? placeInside(href, window.location.origin) : null
  if (inside)
    return (
      <Link href={inside} prefetch={false} className={look}>
        {children}
      </Link>
    )
  return (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow" className={look}>
      {children}
    </a>
  )
}
