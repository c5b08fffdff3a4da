'use client'

import { useSyncExternalStore } from 'react'
import type { Store } from '#lib/store.ts'

/** What a store holds now, drawn again when that changes. */
export const useStore = <T>({ get, subscribe }: Pick<Store<T>, 'get' | 'subscribe'>): T =>
  useSyncExternalStore(subscribe, get, get)
