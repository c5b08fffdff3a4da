import type { MouseEvent, PointerEvent } from 'react'

const heldMs = 450
let timer: ReturnType<typeof setTimeout> | undefined
let touching = false

const end = () => {
  touching = false
  clearTimeout(timer)
}

/**
 * A finger held on a message opens its actions: there is no pointer to hover
 * with. A scroll cancels the press by itself.
 */
export const longPress = {
  onPointerDown({ pointerType, currentTarget }: PointerEvent<HTMLElement>) {
    end()
    if (pointerType !== 'touch') return
    touching = true
    timer = setTimeout(() => currentTarget.querySelector<HTMLElement>('[data-message-menu]')?.click(), heldMs)
  },
  onPointerUp: end,
  onPointerCancel: end,
  /** The browser's own menu for the same press. */
  onContextMenu(event: MouseEvent) {
    if (touching) event.preventDefault()
  },
}
