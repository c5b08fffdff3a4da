import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { useTimes } from './use-times.ts'

type Props = { count: number; since: string; onRead: () => void; onJump: () => void }

/**
 * How much is unread, since when, and the way to say "I have seen enough". It
 * lies over the list, so that nothing moves.
 */
export function UnreadBar({ count, since, onRead, onJump }: Props) {
  const t = useTranslations()
  const times = useTimes()
  return (
    <div className="absolute inset-x-0 top-0 z-20 flex items-center justify-between gap-3 border-line border-b bg-accent-wash py-1 pe-2 ps-4 text-accent-text text-sm sm:ps-6">
      <button type="button" onClick={onJump} className="min-w-0 truncate underline-offset-2 hover:underline">
        {t('messages.unread.since', { count, when: times.short(since) })}
      </button>
      <Button size="small" look="quiet" onClick={onRead}>
        {t('messages.unread.markRead')}
      </Button>
    </div>
  )
}
