import dynamic from 'next/dynamic'
import type { ComponentType } from 'react'

/** A part of the page whose code is loaded when it is first shown. Should that fail, only this part is missing, and says so. */
export const lazily = <P extends object>(load: () => Promise<{ default: ComponentType<P> }>) =>
  dynamic<P>(() => load().catch(() => ({ default: NotLoaded })), { ssr: false })

function NotLoaded() {
  return (
    <p role="alert" className="p-4 text-danger-text text-sm">
      This part of the page could not be loaded.{' '}
      <button type="button" className="underline" onClick={() => window.location.reload()}>
        Reload the page
      </button>
    </p>
  )
}
