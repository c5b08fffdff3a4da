'use client'

import { useSyncExternalStore } from 'react'
import { type Setting, setting } from '#lib/notifications/browser/setting.ts'

/** What this browser does about notifications; null while the server's markup is taken over. */
export const useSetting = (): Setting | null =>
  useSyncExternalStore<Setting | null>(setting.subscribe, setting.get, () => null)
