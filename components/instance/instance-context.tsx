'use client'

import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { soon } from '#components/ui/soon.tsx'
import { atRest } from '#lib/build/browser/at-rest.ts'
import type { Settings } from '#lib/instance/schema.ts'

const LiveBanner = soon(() => import('./live-banner.tsx'), atRest)

/** What pages show of the installation. */
type Shown = Pick<Settings, 'name' | 'banner' | 'roomCreation' | 'retentionDays' | 'roomRetention'> & {
  logoUrl: string | null
}
type Held = Shown & { show: (shown: Shown) => void }

const Context = createContext<Held | null>(null)

/** `drawn` is the banner as the server drew it, null where this browser has put it away. */
type Props = { first: Shown; drawn: ReactNode; isAway: boolean; children: ReactNode }

/** The installation, as it is called and shown, and what it tells everybody, for everything on the page. */
export function InstanceProvider({ first, drawn, isAway, children }: Props) {
  const [shown, show] = useState(first)
  // What the server draws anew may tell something new.
  useEffect(() => show(first), [first])
  const { banner } = shown
  return (
    <Context value={{ ...shown, show }}>
      {banner && (
        <LiveBanner
          banner={banner}
          isAway={isAway && banner.text === first.banner?.text}
          meanwhile={banner.text === first.banner?.text && drawn}
        />
      )}
      {children}
    </Context>
  )
}

export function useInstance(): Held {
  const held = useContext(Context)
  if (!held) throw new Error('This part of the page belongs inside the InstanceProvider')
  return held
}
