'use client'

import { TriangleAlert } from 'lucide-react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export default function Failed({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        alone
        icon={<TriangleAlert size={22} />}
        title="This page could not be shown"
        action={
          <Button look="primary" onClick={reset}>
            Try again
          </Button>
        }
      >
        Something went wrong on the server. Nothing you wrote is lost.
        {error.digest && ` If it stays, tell whoever runs this server the number ${error.digest}.`}
      </EmptyState>
    </main>
  )
}
