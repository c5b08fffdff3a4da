import { DoorClosed } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { buttonClass } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'

/** Stands where a page would, when there is none: why, and the way on, which leads to all rooms. */
export function DeadEnd({ title, children }: { title: string; children: string }) {
  const t = useTranslations()
  return (
    <div className="flex flex-1 items-center justify-center">
      <EmptyState
        alone
        icon={<DoorClosed size={22} />}
        title={title}
        action={
          <PlaceLink href="/rooms" className={buttonClass('primary')}>
            {t('common.allRooms')}
          </PlaceLink>
        }
      >
        {children}
      </EmptyState>
    </div>
  )
}
