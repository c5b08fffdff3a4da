import { type PointerEvent, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { type Frame, type Look, magnified, moved, type Point, whole } from '#lib/files/browser/magnify.ts'

type Props = {
  stage: RefObject<HTMLElement | null>
  /** Null until the picture is known to be there. */
  frame: Frame | null
  look: Look
  onLook: (change: (look: Look) => Look) => void
  /** The picture to the left (-1) or to the right (1). */
  onSwipe: (side: -1 | 1) => void
  onClose: () => void
}

/** So far a finger may slip while it taps. */
const tapPx = 10
const tapMs = 300
const swipePx = 50
const closePx = 100
const nowhere: Point = { x: 0, y: 0 }
const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)
const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })
const minus = (a: Point, b: Point): Point => ({ x: a.x - b.x, y: a.y - b.y })

/**
 * What hands do with a picture: a wheel, two fingers and two taps make it larger, it is moved while it is;
 * whole, it goes aside for the next one, and down to end. `drag` is how far fingers have it meanwhile.
 */
export function useGestures({ stage, frame, look, onLook, onSwipe, onClose }: Props) {
  const down = useRef(new Map<number, Point>())
  const tap = useRef({ at: nowhere, since: Number.NEGATIVE_INFINITY, isStill: false })
  const lastTap = useRef({ at: nowhere, since: Number.NEGATIVE_INFINITY })
  const [drag, setDrag] = useState(nowhere)

  /** From the middle of the stage, as looks are told. */
  const told = ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
    const box = stage.current?.getBoundingClientRect()
    if (!box) return nowhere
    return { x: clientX - box.x - box.width / 2, y: clientY - box.y - box.height / 2 }
  }

  const turned = useEffectEvent((event: WheelEvent) => {
    event.preventDefault()
    if (!frame) return
    // A line of a wheel is about sixteen dots; of two fingers on a pad each step is small.
    const steps = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1)
    const factor = Math.exp(-steps / (event.ctrlKey ? 100 : 400))
    const at = told(event)
    onLook((now) => magnified(now, factor, at, frame))
  })
  useEffect(() => {
    const element = stage.current
    // React's own listener may not keep the page from being made larger.
    element?.addEventListener('wheel', turned, { passive: false })
    return () => element?.removeEventListener('wheel', turned)
  }, [stage])

  const onPointerDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const at = told(event)
    tap.current = { at, since: event.timeStamp, isStill: down.current.size === 0 }
    down.current.set(event.pointerId, at)
  }
  const onPointerMove = (event: PointerEvent) => {
    const before = down.current.get(event.pointerId)
    if (!before || !frame) return
    const at = told(event)
    const [other] = [...down.current].filter(([id]) => id !== event.pointerId).map(([, point]) => point)
    down.current.set(event.pointerId, at)
    if (distance(at, tap.current.at) > tapPx) tap.current.isStill = false
    if (other) {
      const factor = distance(at, other) / Math.max(1, distance(before, other))
      const by = minus(middle(at, other), middle(before, other))
      setDrag(nowhere)
      onLook((now) => moved(magnified(now, factor, middle(at, other), frame), by, frame))
    } else if (look.scale > 1) onLook((now) => moved(now, minus(at, before), frame))
    else if (event.pointerType !== 'mouse') setDrag(minus(at, tap.current.at))
  }
  const lifted = (event: PointerEvent) => {
    const isLast = down.current.delete(event.pointerId) && down.current.size === 0
    if (!isLast) return
    const { x, y } = drag
    setDrag(nowhere)
    if (tap.current.isStill && event.timeStamp - tap.current.since < tapMs) tapped(event)
    else if (Math.abs(x) > swipePx && Math.abs(x) > Math.abs(y)) onSwipe(x < 0 ? 1 : -1)
    else if (y > closePx) onClose()
  }
  const tapped = (event: PointerEvent) => {
    const at = told(event)
    const isSecond =
      event.timeStamp - lastTap.current.since < tapMs && distance(at, lastTap.current.at) < 3 * tapPx
    lastTap.current = { at, since: isSecond ? Number.NEGATIVE_INFINITY : event.timeStamp }
    if (isSecond && frame) onLook((now) => (now.scale > 1 ? whole : magnified(now, 2.5, at, frame)))
  }
  const onPointerCancel = ({ pointerId }: PointerEvent) => {
    down.current.delete(pointerId)
    setDrag(nowhere)
  }
  return { drag, hands: { onPointerDown, onPointerMove, onPointerUp: lifted, onPointerCancel } }
}
