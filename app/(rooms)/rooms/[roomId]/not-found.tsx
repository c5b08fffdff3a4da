import { DoorClosed } from 'lucide-react'
import Link from 'next/link'
import { buttonClass } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export default function NotFound() {
  return (
    <div className="flex flex-1 items-center justify-center">
      <EmptyState
        alone
        icon={<DoorClosed size={22} />}
        title="This room does not exist, or you may not see it"
        action={
          <Link href="/rooms" className={buttonClass('primary')}>
            All rooms
          </Link>
        }
      >
        It may have been deleted. If somebody sent you the link, ask them to invite you.
      </EmptyState>
    </div>
  )
}
