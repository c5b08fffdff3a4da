'use client'

import { useEffect } from 'react'
import { isIncomplete } from '#lib/build/browser/load.ts'
import { reloadReachable, reloadWhole } from '#lib/build/browser/reload.ts'

/**
 * For pages that stand in for one that could not be drawn: what trying again does. Where code was missing the
 * page is reloaded, once by itself, because to draw it again would miss the same.
 */
export const useWholePage = (error: Error, retry: () => void): (() => void) => {
  const incomplete = isIncomplete(error)
  useEffect(() => {
    if (incomplete) void reloadWhole()
  }, [incomplete])
  return incomplete ? () => void reloadReachable() : retry
}
