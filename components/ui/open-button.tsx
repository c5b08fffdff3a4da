import {
  type ComponentProps,
  type PointerEvent,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react'
import type { ButtonProps, Opening } from './opening.ts'

type Props<Payload> = ComponentProps<'button'> & {
  opening: Opening<Payload>
  /** What is opened acts on this. */
  payload?: Payload
}

/** A button that opens what comes later. It can be pressed before. */
export function OpenButton<Payload>({ opening, id, ...rest }: Props<Payload>) {
  const ownId = useId()
  const buttonId = id ?? ownId
  // The server draws the early one, and so does whoever takes that over.
  const popup = useSyncExternalStore(
    opening.subscribe,
    () => opening.get().popup,
    () => null,
  )
  const button = useRef<HTMLButtonElement>(null)
  const hadFocus = useRef(false)
  useLayoutEffect(() => {
    if (popup && hadFocus.current) button.current?.focus()
  }, [popup])
  useEffect(() => {
    if (popup) opening.answer(buttonId)
  }, [popup, opening, buttonId])
  if (!popup) return <Early {...rest} id={buttonId} opening={opening} hadFocus={hadFocus} />
  return <popup.Trigger {...rest} id={buttonId} ref={button} />
}

type EarlyProps<Payload> = ButtonProps<Payload> & {
  opening: Opening<Payload>
  hadFocus: RefObject<boolean>
}

/** The same button before there is anything to open. */
function Early<Payload>({ id, opening, hadFocus, payload: _, ...rest }: EarlyProps<Payload>) {
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    const { current } = button
    return () => {
      hadFocus.current = document.activeElement === current
    }
  }, [hadFocus])
  const ask = () => opening.open(id)
  /**
   * Another button may stand in its place when it is let go: then there is no click. What opened while it
   * is held would take that for a press outside.
   */
  const held = ({ button }: PointerEvent) => {
    if (button !== 0) return
    const over = new AbortController()
    const end = ({ type, target }: Event) => {
      over.abort()
      const isOn = target instanceof Node && document.getElementById(id)?.contains(target)
      if (type === 'pointerup' && isOn) setTimeout(ask)
    }
    for (const type of ['pointerup', 'pointercancel'])
      window.addEventListener(type, end, { capture: true, signal: over.signal })
  }
  return (
    <button
      type="button"
      aria-haspopup={opening.opens}
      aria-expanded={false}
      {...rest}
      ref={button}
      id={id}
      onPointerDown={held}
      onClick={ask}
    />
  )
}
