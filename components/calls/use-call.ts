import { useStore } from '#components/ui/use-store.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { ongoingCall } from '#lib/calls/browser/ongoing-call.ts'

/** The call this tab is in, and the one that is on the page. */
export const useOngoingCall = () => useStore(ongoingCall)
export const useCall = (call: Call) => useStore(call)
export const useOwnMedia = (call: Pick<Call, 'own'>) => useStore(call.own)
export const useSound = (call: Call) => useStore(call.sound)
