'use client'

import { DoorOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { withWords } from '#components/words/with-words.tsx'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import administration from '#lib/words/en/administration.json' with { type: 'json' }

/** The way back to what a new place still needs, for whoever made its first account. */
export default withWords({ administration })(function FirstRunCard() {
  const t = useTranslations()
  const [isOver, setIsOver] = useState(false)
  const done = useReply(() => replied(api('DELETE /admin/first-run', {})))
  if (isOver) return null
  return (
    <section
      aria-label={t('administration.firstRun.title')}
      className="flex flex-wrap items-center gap-4 rounded-2xl border border-line bg-raised p-4 sm:p-5"
    >
      <DoorOpen size={24} aria-hidden className="text-accent-text" />
      <div className="min-w-52 flex-1">
        <h2 className="font-semibold">{t('administration.firstRun.card')}</h2>
        <p className="text-ink-soft text-sm">{t('administration.firstRun.cardBody')}</p>
        {done.general && <Alert>{done.general}</Alert>}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="quiet" busy={done.busy} onClick={() => done.run(undefined, () => setIsOver(true))}>
          {t('administration.firstRun.notNeeded')}
        </Button>
        <PlaceLink href="/welcome" className={buttonClass('primary')}>
          {t('administration.firstRun.goOn')}
        </PlaceLink>
      </div>
    </section>
  )
})
