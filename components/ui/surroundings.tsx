'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { type ReactNode, useEffect } from 'react'
import { hearPresses } from '#lib/build/browser/early-press.ts'
import { setOwnBuild } from '#lib/build/browser/own-build.ts'
import { watchWriting } from '#lib/build/browser/unsaved-work.ts'
import { type Allowed, allow } from '#lib/limits.ts'
import { later } from './later.tsx'
import { said } from './toast.ts'
import { useStore } from './use-store.ts'

const Toaster = later(() => import('./toaster.tsx'))
const Tooltip = later(() => import('./tooltip.tsx'))

type Props = { allowed: Allowed; build: string; children: ReactNode }

/**
 * What every page stands in; one with a mark of its own (`data-whole`) is as high as the window. Style
 * elements are off: the content security policy would refuse them.
 */
export function Surroundings({ allowed, build, children }: Props) {
  // Before anything below is rendered: the browser knows only from here what this server allows, and of which
  // build this page is.
  allow(allowed)
  setOwnBuild(build)
  useEffect(watchWriting, [])
  useEffect(hearPresses, [])
  return (
    <CSPProvider disableStyleElements>
      <div className="isolate flex min-h-dvh flex-col has-[[data-whole]]:h-dvh">{children}</div>
      <Toaster wanted={useStore(said).waiting.length > 0} />
      <Tooltip wanted={false} />
    </CSPProvider>
  )
}
