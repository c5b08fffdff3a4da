'use client'

import { useEffect } from 'react'
import { useWholePage } from '#components/ui/use-whole-page.ts'
import { hearPresses } from '#lib/build/browser/early-press.ts'
import './globals.css'

/** Stands in for the whole document when even the layout failed, so it leans on nothing that is drawn. */
export default function Failed({ error, reset }: { error: Error; reset: () => void }) {
  const retry = useWholePage(error, reset)
  // Nothing of the page itself may have come so far.
  useEffect(hearPresses, [])
  return (
    <html lang="en">
      <body className="flex min-h-dvh flex-col items-center justify-center gap-4 p-6 text-center">
        <h1 className="font-semibold text-lg">Rooms could not be shown</h1>
        <p className="text-ink-soft">
          Something went wrong. Nothing you wrote is lost. Try again in a moment.
        </p>
        <button
          type="button"
          onClick={retry}
          className="rounded-lg bg-accent px-4 py-2 font-medium text-on-accent"
        >
          Try again
        </button>
      </body>
    </html>
  )
}
