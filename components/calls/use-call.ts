import { useSyncExternalStore } from 'react'
import type { Call } from '#lib/calls/browser/call.ts'

const useStore = <T>(store: { get: () => T; subscribe: (listener: () => void) => () => void }): T =>
  useSyncExternalStore(store.subscribe, store.get, store.get)

export const useCall = (call: Call) => useStore(call)
export const useOwnMedia = (call: Call) => useStore(call.own)
export const useSound = (call: Call) => useStore(call.sound)
