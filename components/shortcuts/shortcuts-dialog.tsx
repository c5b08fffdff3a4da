'use client'

import { useTranslations } from 'next-intl'
import { Dialog } from '#components/ui/dialog.tsx'
import { withWords } from '#components/words/with-words.tsx'
import words from '#lib/words/en/shortcuts.json' with { type: 'json' }
import { printed } from './keys.ts'
import { shortcuts } from './table.ts'

const places = ['everywhere', 'writing', 'messages', 'call'] as const

type Props = { open: boolean; onOpenChange: (open: boolean) => void }

/** All the keys. */
export default withWords({ shortcuts: words })(function ShortcutsDialog({ open, onOpenChange }: Props) {
  const t = useTranslations()
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('shortcuts.title')}>
      <div className="flex flex-col gap-5">
        {places.map((where) => (
          <section key={where} aria-label={t(`shortcuts.${where}.title`)}>
            <h3 className="mb-1.5 font-semibold text-sm">{t(`shortcuts.${where}.title`)}</h3>
            <dl className="flex flex-col gap-1.5">
              {Object.entries(shortcuts[where]).map(([combination, does]) => (
                <div key={combination} className="flex items-baseline justify-between gap-4">
                  <dt className="text-ink-soft">{t(does)}</dt>
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
})

function Keys({ combination }: { combination: string }) {
  const t = useTranslations()
  return (
    <kbd className="flex gap-1 font-sans">
      {printed(t, combination).map((key) =>
        key === '/' ? (
          <span key={key}>{t('shortcuts.or')}</span>
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
