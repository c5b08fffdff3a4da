import { ArrowDown } from 'lucide-react'
import { useTranslations } from 'next-intl'

type Props = { count: number; onClick: () => void }

/** The way to the end, with how much is waiting there. */
export function NewerPill({ count, onClick }: Props) {
  const t = useTranslations()
  return (
    <button
      type="button"
      onClick={onClick}
      className="absolute inset-x-0 bottom-2 z-20 mx-auto flex w-fit items-center gap-1.5 rounded-full bg-accent px-3.5 py-1.5 font-medium text-on-accent text-sm shadow-raised hover:bg-accent-strong"
    >
      <ArrowDown size={14} aria-hidden />
      {t('messages.unread.newer', { count })}
    </button>
  )
}
