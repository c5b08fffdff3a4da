import { DoorClosed } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { buttonClass } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        alone
        icon={<DoorClosed size={22} />}
        title="There is no such page"
        action={
          <Link href="/rooms" className={buttonClass('primary')}>
            All rooms
          </Link>
        }
      >
        The address may be mistyped, or what it led to is gone.
      </EmptyState>
    </main>
  )
}
