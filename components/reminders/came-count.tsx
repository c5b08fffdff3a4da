import { useTranslations } from 'next-intl'
import { useStore } from '#components/ui/use-store.ts'
import { came, reminders } from '#lib/reminders/browser/reminders.ts'

/** Beside the way to them: how many came. */
export default function CameCount() {
  const t = useTranslations()
  const count = came(useStore(reminders).items).length
  if (count === 0) return null
  return (
    <span className="ms-auto rounded-full bg-accent px-1.5 text-on-accent text-xs tabular-nums">
      <span className="sr-only">{t('reminders.waiting', { count })}</span>
      <span aria-hidden>{count}</span>
    </span>
  )
}
