'use client'

// biome-ignore lint/style/noRestrictedImports: everybody else takes it from here
import Link from 'next/link'
import { type ComponentProps, createContext, use } from 'react'

/** Follows an address without the router; answers whether nothing is left to the router. */
export const WayContext = createContext<(href: string) => boolean>(() => false)

type Props = Omit<ComponentProps<typeof Link>, 'href' | 'onNavigate'> & { href: string }

/** A link to a page of this site. It never leads out of the app, also not while the server is away. */
export function PlaceLink({ href, ...props }: Props) {
  const follow = use(WayContext)
  return (
    <Link
      {...props}
      href={href}
      onNavigate={(event) => {
        if (follow(href)) event.preventDefault()
      }}
    />
  )
}
