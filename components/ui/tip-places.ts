/**
 * So long a pointer rests before it is told what is under it; not where it comes from another one told just
 * now.
 */
const restMs = 600
const justNowMs = 400

const tippedAt = (target: EventTarget | null): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null

/**
 * Follows which element (`tipped`) is to be told: the one a mouse rests on, or the one the keyboard led to,
 * until it is pressed, left or gone. `popup` says which element tells it: a pointer may go there. Returns
 * how to stop.
 */
export const followTips = (
  tell: (element: HTMLElement | null) => void,
  popup: () => HTMLElement | null,
): (() => void) => {
  const over = new AbortController()
  let shown: HTMLElement | null = null
  let coming: HTMLElement | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let closedAt = Number.NEGATIVE_INFINITY
  // What is taken out of the page says nothing of it.
  const gone = new MutationObserver(() => shown?.isConnected === false && show(null))

  const show = (element: HTMLElement | null) => {
    clearTimeout(timer)
    coming = null
    if (element === shown) return
    if (shown) closedAt = performance.now()
    shown = element
    gone.disconnect()
    if (element) gone.observe(document.body, { childList: true, subtree: true })
    tell(element)
  }
  const pointed = ({ target, pointerType }: PointerEvent) => {
    if (pointerType === 'touch' || popup()?.contains(target as Node)) return
    const element = tippedAt(target)
    if (element && (element === shown || element === coming)) return
    const isNext = shown !== null || performance.now() - closedAt < justNowMs
    show(null)
    coming = element
    if (element) timer = setTimeout(show, isNext ? 0 : restMs, element)
  }
  const focused = ({ target }: FocusEvent) => {
    const element = tippedAt(target)
    if (element?.matches(':focus-visible')) show(element)
  }
  const left = ({ target }: FocusEvent) => {
    if (shown?.contains(target as Node)) show(null)
  }
  const end = () => show(null)
  const hear = { signal: over.signal, capture: true }
  document.addEventListener('pointerover', pointed, hear)
  document.addEventListener('focusin', focused, hear)
  document.addEventListener('focusout', left, hear)
  for (const type of ['pointerdown', 'click'] as const) document.addEventListener(type, end, hear)
  document.documentElement.addEventListener('pointerleave', end, { signal: over.signal })
  return () => {
    over.abort()
    show(null)
  }
}
