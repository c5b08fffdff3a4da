'use client'

import { Tooltip as Base } from '@base-ui/react/tooltip'
import { useEffect, useRef, useState } from 'react'
import { followTips } from './tip-places.ts'

/** The one tooltip of the page: tells the name of what the pointer rests on (`tipped`). */
export default function Tooltip() {
  const popup = useRef<HTMLDivElement>(null)
  const [told, setTold] = useState<HTMLElement | null>(null)
  useEffect(() => followTips(setTold, () => popup.current), [])
  return (
    <Base.Root open={told !== null} onOpenChange={(open) => !open && setTold(null)}>
      <Base.Portal>
        <Base.Positioner anchor={told} sideOffset={6} className="z-50">
          <Base.Popup ref={popup} className="rounded-md bg-ink px-2 py-1 text-paper text-xs shadow-raised">
            {told?.dataset.tip}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
