import { ArrowDown } from 'lucide-react'

type Props = { count: number; onClick: () => void }

/** The way to the end, with how much is waiting there. */
export function NewerPill({ count, onClick }: Props) {
  const label = count === 0 ? 'Newest messages' : `${count} new ${count === 1 ? 'message' : 'messages'}`
  return (
    <button
      type="button"
      onClick={onClick}
      className="-translate-x-1/2 absolute bottom-2 left-1/2 z-20 flex items-center gap-1.5 rounded-full bg-accent px-3.5 py-1.5 font-medium text-on-accent text-sm shadow-raised hover:bg-accent-strong"
    >
      <ArrowDown size={14} aria-hidden />
      {label}
    </button>
  )
}
