'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { buttonClass } from '#components/ui/button.tsx'
import { useReload } from '#components/ui/use-reload.ts'
import { useStore } from '#components/ui/use-store.ts'
import { newer, watchBuild } from '#lib/build/browser/newer.ts'

/** Says that the server has a newer build than this page. A page nobody looks at takes it by itself. */
export function NewBuildBar() {
  const t = useTranslations()
  const reload = useReload()
  const { build } = useStore(newer)
  useEffect(watchBuild, [])
  return (
    <div role="status">
      {build && (
        <div className="flex flex-wrap items-center justify-center gap-3 bg-accent-wash px-4 py-1.5 text-accent-text text-sm">
          {t('common.newBuild')}
          <button type="button" className={buttonClass('plain', 'small')} onClick={reload}>
            {t('common.reload')}
          </button>
        </div>
      )}
    </div>
  )
}
