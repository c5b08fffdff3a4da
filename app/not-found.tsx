import type { Metadata } from 'next'
import { DeadEnd } from '#components/rooms/dead-end.tsx'

export const metadata: Metadata = { title: 'Not found' }

export default function NotFound() {
  return (
    <main className="flex min-h-dvh">
      <DeadEnd title="There is no such page">The address may be mistyped, or what it led to is gone.</DeadEnd>
    </main>
  )
}
