import { DoorClosed, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

/** What Next hands to an error page. */
export type Failure = { error: Error & { digest?: string }; retry: () => void }

type Props = {
  title: string
  children: string
  /** Trying again may help. Without one the way on leads to all rooms. */
  failure?: Failure
}

/** Stands where a page would, when there is none: why, and the way on. */
export function DeadEnd({ title, children, failure }: Props) {
  const t = useTranslations()
  const digest = failure?.error.digest
  return (
    <div className="flex flex-1 items-center justify-center">
      <EmptyState
        alone
        icon={failure ? <TriangleAlert size={22} /> : <DoorClosed size={22} />}
        title={title}
        action={
          failure ? (
            <Button look="primary" onClick={failure.retry}>
              {t('common.failed.retry')}
            </Button>
          ) : (
            <Link href="/rooms" className={buttonClass('primary')}>
              {t('common.allRooms')}
            </Link>
          )
        }
      >
        {children}
        {digest && ` ${t('common.failed.number', { digest })}`}
      </EmptyState>
    </div>
  )
}
