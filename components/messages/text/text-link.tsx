'use client'

import type { ReactNode } from 'react'
import { PlaceLink } from '#components/ui/place-link.tsx'
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
      <PlaceLink href={inside} prefetch={false} className={look}>
        {children}
      </PlaceLink>
    )
  return (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer nofollow" className={look}>
      {children}
    </a>
  )
}
