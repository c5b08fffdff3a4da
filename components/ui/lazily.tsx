import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { ComponentType } from 'react'

/** A part of the page whose code is loaded when it is first shown. Should that fail, only this part is missing, and says so. */
export const lazily = <P extends object>(load: () => Promise<{ default: ComponentType<P> }>) =>
  dynamic<P>(() => load().catch(() => ({ default: NotLoaded })), { ssr: false })

function NotLoaded() {
  const t = useTranslations()
  return (
    <p role="alert" className="p-4 text-danger-text text-sm">
      {t.rich('common.notLoaded', {
        reload: (words) => (
          <button type="button" className="underline" onClick={() => window.location.reload()}>
            {words}
          </button>
        ),
      })}
    </p>
  )
}
