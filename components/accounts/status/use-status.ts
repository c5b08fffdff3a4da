'use client'

import { useSyncExternalStore } from 'react'
import { statuses } from '#lib/accounts/browser/statuses.ts'
import type { Status } from '#lib/accounts/schema.ts'

/** What somebody is at now, live. */
export const useStatus = (userId: string): Status | undefined =>
  useSyncExternalStore(
    statuses.subscribe,
    () => statuses.get().byId.get(userId),
    () => undefined,
  )
