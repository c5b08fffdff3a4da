import { Button } from '#components/ui/button.tsx'
import { clockTime, dayName } from './time.ts'

type Props = { count: number; since: string; onRead: () => void; onJump: () => void }

/** How much is unread, since when, and the way to say "I have seen enough". It lies over the list, so that nothing moves. */
export function UnreadBar({ count, since, onRead, onJump }: Props) {
  return (
    <div className="absolute inset-x-0 top-0 z-20 flex items-center justify-between gap-3 border-line border-b bg-accent-wash py-1 pe-2 ps-4 text-accent-text text-sm sm:ps-6">
      <button type="button" onClick={onJump} className="min-w-0 truncate underline-offset-2 hover:underline">
        {count} new since {dayName(since) === 'Today' ? '' : `${dayName(since)}, `}
        {clockTime(since)}
      </button>
      <Button size="small" look="quiet" onClick={onRead}>
        Mark as read
      </Button>
    </div>
  )
}
