'use client'

import { TriangleAlert } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export default function Failed({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div className="flex flex-1 items-center justify-center">
      <EmptyState
        alone
        icon={<TriangleAlert size={22} />}
        title="This could not be shown"
        action={
          <Button look="primary" onClick={reset}>
            Try again
          </Button>
        }
      >
        The server did not answer as it should. Your rooms and what you wrote are safe.
        {error.digest && ` If it stays, tell whoever runs this server the number ${error.digest}.`}
      </EmptyState>
    </div>
  )
}
