import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { cx } from '#components/ui/classes.ts'
import { isOpened, mayBeTall, setOpened, tallPx } from '#lib/messages/browser/folding.ts'

type Props = {
  /** The key of the message's row. */
  of: string
  content: string
  /** Somebody was led here, to read it. */
  led?: boolean
  children: ReactNode
}

/** Folds what is tall. Whatever leads into it opens it: a press, a link, the browser's search, the focus. */
export function Folding(props: Props) {
  return mayBeTall(props.content) ? <Tall {...props} /> : props.children
}

function Tall({ of, led = false, children }: Props) {
  const t = useTranslations()
  const id = useId()
  const inside = useRef<HTMLDivElement>(null)
  const [isTall, setTall] = useState(false)
  const [isOpen, setOpen] = useState(() => led || isOpened(of))
  const open = (next: boolean) => {
    setOpened(of, next)
    setOpen(next)
  }
  const [wasLed, setWasLed] = useState(led)
  if (led !== wasLed) {
    setWasLed(led)
    if (led) setOpen(true)
  }
  useEffect(() => {
    const element = inside.current
    if (!element) return
    const sizes = new ResizeObserver(() => setTall(element.offsetHeight > tallPx))
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [])
  const isFolded = isTall && !isOpen
  return (
    <>
      {/* What is searched for or tabbed to below the fold makes the browser scroll there. */}
      <div
        id={id}
        onScroll={({ currentTarget }) => currentTarget.scrollTop > 0 && open(true)}
        className={cx(
          !isOpen && 'overflow-hidden',
          !isOpen && (isTall ? 'mask-b-from-80% max-h-120' : 'max-h-160'),
        )}
      >
        <div ref={inside}>{children}</div>
      </div>
      {isTall && (
        <button
          type="button"
          aria-expanded={!isFolded}
          aria-controls={id}
          onClick={() => open(isFolded)}
          className="font-medium text-accent-text text-sm hover:underline"
        >
          {isFolded ? t('messages.text.more') : t('messages.text.less')}
        </button>
      )}
    </>
  )
}
