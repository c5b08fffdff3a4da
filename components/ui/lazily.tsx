// biome-ignore lint/style/noRestrictedImports: everybody else takes it from here
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { ComponentType } from 'react'
import { worded } from '#components/words/worded.tsx'
import { load } from '#lib/build/browser/load.ts'
import { useReload } from './use-reload.ts'

type Get<P> = () => Promise<{ default: ComponentType<P> }>

/**
 * A part of the page whose code is loaded when it is first shown. Should that
 * fail, only this part is missing, and says so.
 */
export const lazily = <P extends object>(get: Get<P>) => dynamic<P>(orSaysSo(get), { ssr: false })

/** The same for what is there from the start: the server draws it, and nothing moves when its code comes. */
export const drawn = <P extends object>(get: Get<P>) =>
  // Without this the page would wait for it as a whole (next/dynamic draws no boundary then).
  dynamic<P>(orSaysSo(get), { loading: () => null })

const orSaysSo =
  <P extends object>(get: Get<P>) =>
  () =>
    load(worded(get)).catch(() => ({ default: NotLoaded }))

/** What is told in place of a part that could not be loaded. */
export function NotLoaded() {
  const t = useTranslations()
  const reload = useReload()
  return (
    <p role="alert" className="p-4 text-danger-text text-sm">
      {t.rich('common.notLoaded', {
        reload: (words) => (
          <button type="button" className="underline" onClick={reload}>
            {words}
          </button>
        ),
      })}
    </p>
  )
}
