'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactNode } from 'react'
import { type Allowed, allow } from '#lib/limits.ts'
import { Toaster } from './toast.tsx'

/** What every page stands in. Style elements are off: the content security policy would refuse them. */
export function Surroundings({ allowed, children }: { allowed: Allowed; children: ReactNode }) {
  // Before anything below is rendered: the browser knows only from here what this server allows.
  allow(allowed)
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider>
        <div className="isolate">{children}</div>
        <Toaster />
      </Tooltip.Provider>
    </CSPProvider>
  )
}
