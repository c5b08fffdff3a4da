'use client'

import { useState } from 'react'
import { Dialog } from '#components/ui/dialog.tsx'
import { printed, shortcuts } from './keys.ts'
import { useShortcut } from './use-shortcut.ts'

/** All the keys, on "?". */
export function ShortcutsDialog() {
  const [open, setOpen] = useState(false)
  useShortcut('?', () => setOpen(true))
  return (
    <Dialog open={open} onOpenChange={setOpen} title="Keyboard shortcuts">
      <div className="flex flex-col gap-5">
        {Object.entries(shortcuts).map(([where, keys]) => (
          <section key={where} aria-label={where}>
            <h3 className="mb-1.5 font-semibold text-sm">{where}</h3>
            <dl className="flex flex-col gap-1.5">
              {Object.entries(keys).map(([combination, does]) => (
                <div key={combination} className="flex items-baseline justify-between gap-4">
                  <dt className="text-ink-soft">{does}</dt>
                  <dd className="shrink-0">
                    <Keys combination={combination} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function Keys({ combination }: { combination: string }) {
  return (
    <kbd className="flex gap-1 font-sans">
      {printed(combination).map((key) =>
        key === '/' ? (
          <span key={key}>or</span>
        ) : (
          <kbd
            key={key}
            className="min-w-6 rounded-md border border-line bg-sunken px-1.5 text-center font-sans text-sm"
          >
            {key}
          </kbd>
        ),
      )}
    </kbd>
  )
}
