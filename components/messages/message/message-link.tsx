import type { ReactNode } from 'react'

type Props = {
  /** Where it leads. */
  path: string
  seq: number
  /** Shows the message in this page; opened in another tab, the link loads one around it. */
  onJump: (seq: number) => void
  className: string
  children: ReactNode
}

/** The way to a message of the room on the page. */
export function MessageLink({ path, seq, onJump, className, children }: Props) {
  return (
    <a
      href={path}
      onClick={(event) => {
        // With a key held, the browser's own way of opening a link stays.
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onJump(seq)
      }}
      className={className}
    >
      {children}
    </a>
  )
}
