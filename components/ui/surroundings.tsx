'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import { type ReactNode, useEffect } from 'react'
import { setOwnBuild } from '#lib/build/browser/own-build.ts'
import { watchWriting } from '#lib/build/browser/unsaved-work.ts'
import { type Allowed, allow } from '#lib/limits.ts'
import { Toaster } from './toast.tsx'

type Props = { allowed: Allowed; build: string; children: ReactNode }

/** What every page stands in. Style elements are off: the content security policy would refuse them. */
export function Surroundings({ allowed, build, children }: Props) {
  // Before anything below is rendered: the browser knows only from here what this server allows, and of which
  // build this page is.
  allow(allowed)
  setOwnBuild(build)
  useEffect(watchWriting, [])
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider>
        <div className="isolate">{children}</div>
        <Toaster />
      </Tooltip.Provider>
    </CSPProvider>
  )
}
