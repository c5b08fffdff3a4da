import { type RefObject, useEffect } from 'react'
import { useCall } from '#components/calls/use-call.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { isSame, type View } from '#lib/calls/browser/state/layout.ts'

/**
 * Tells the sender how large a picture stands on the screen: what is small
 * or out of sight costs little or nothing.
 */
export function useWant(
  call: Call,
  { participantId, kind }: View,
  place: RefObject<HTMLElement | null>,
  pinned: View | null,
) {
  const { recording } = useCall(call)
  const isPinned = isSame(pinned, { participantId, kind })
  useEffect(() => {
    const element = place.current
    if (!element) return
    // The small window of a call is a document of its own, seen while the page is not.
    const { ownerDocument } = element
    let inSight = true
    const tell = () => {
      // What is recorded is looked at later.
      const seen = inSight && (recording || ownerDocument.visibilityState === 'visible')
      const height = Math.round(element.clientHeight * devicePixelRatio)
      call.want(participantId, kind, seen ? { height, pinned: isPinned } : null)
    }
    const sizes = new ResizeObserver(tell)
    const sights = new IntersectionObserver(([entry]) => {
      inSight = entry?.isIntersecting ?? true
      tell()
    })
    sizes.observe(element)
    sights.observe(element)
    ownerDocument.addEventListener('visibilitychange', tell)
    return () => {
      sizes.disconnect()
      sights.disconnect()
      ownerDocument.removeEventListener('visibilitychange', tell)
      call.want(participantId, kind, null)
    }
  }, [call, participantId, kind, place, isPinned, recording])
}
