import { type CSSProperties, type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { type Shape, tiling } from '#lib/calls/browser/state/tiling.ts'

const gap = 8

type Props = {
  label: string
  shapes: readonly Shape[]
  children: (at: number, place: CSSProperties) => ReactNode
}

/** Tiles of these shapes, as large as the place allows. */
export function Tiles({ label, shapes, children }: Props) {
  const list = useRef<HTMLUListElement>(null)
  const [area, setArea] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const measure = () => setArea({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const sizes = new ResizeObserver(measure)
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [])
  const boxes = shapes.length > 0 ? tiling(shapes, area, gap) : []
  return (
    // Until it is measured anew, a place that became smaller holds tiles that are too large for it.
    <ul
      ref={list}
      aria-label={label}
      className="relative m-0.5 min-h-0 flex-1 overflow-clip [overflow-clip-margin:8px]"
    >
      {boxes.map(({ start, top, width, height }, at) =>
        children(at, { position: 'absolute', insetInlineStart: start, top, width, height }),
      )}
    </ul>
  )
}
