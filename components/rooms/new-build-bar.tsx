'use client'

import { useEffect } from 'react'
import { buttonClass } from '#components/ui/button.tsx'
import { useStore } from '#components/ui/use-store.ts'
import { newer, watchBuild } from '#lib/build/browser/newer.ts'

/** Says that the server has a newer build than this page. A page nobody looks at takes it by itself. */
export function NewBuildBar() {
  const { build } = useStore(newer)
  useEffect(watchBuild, [])
  return (
    <div role="status">
      {build && (
        <div className="flex flex-wrap items-center justify-center gap-3 bg-accent-wash px-4 py-1.5 text-accent-text text-sm">
          A new version is ready.
          <button
            type="button"
            className={buttonClass('plain', 'small')}
            onClick={() => window.location.reload()}
          >
            Reload
          </button>
        </div>
      )}
    </div>
  )
}
