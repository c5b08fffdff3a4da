'use client'

import { DeadEnd, type Failure } from '#components/rooms/dead-end.tsx'

export default function Failed(failure: Failure) {
  return (
    <DeadEnd title="This could not be shown" failure={failure}>
      The server did not answer as it should. Your rooms and what you wrote are safe.
    </DeadEnd>
  )
}
