'use client'

import { DeadEnd, type Failure } from '#components/rooms/dead-end.tsx'

export default function Failed(failure: Failure) {
  return (
    <main className="flex min-h-dvh">
      <DeadEnd title="This page could not be shown" failure={failure}>
        Something went wrong on the server. Nothing you wrote is lost.
      </DeadEnd>
    </main>
  )
}
