'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/**
 * False while the server's markup is taken over: what depends on the reader's clock or storage waits for it.
 */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
