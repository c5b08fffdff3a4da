'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { ListTitle } from '#components/rooms/list-page.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { FindingRow } from './finding-row.tsx'
import { useHealth } from './use-health.ts'

/** What this server finds when it looks at itself: what is well, and what to do where it is not. */
export function HealthPage() {
  const t = useTranslations()
  const formats = useFormats()
  const { health, state, look } = useHealth()
  useEffect(look, [look])
  const wrong = health?.findings.filter(({ state }) => state === 'bad' || state === 'look').length ?? 0
  const told = health
    ? [
        t('upkeep.health.summary', { wrong }),
        t('upkeep.health.lookedAt', {
          time: formats.dateTime(new Date(health.lookedAt), { timeStyle: 'medium' }),
        }),
      ].join(' ')
    : ''
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <ListTitle>{t('upkeep.health.title')}</ListTitle>
        <Button size="small" disabled={state === 'looking'} onClick={look}>
          {t('upkeep.health.again')}
        </Button>
      </div>
      <p className="max-w-3xl text-ink-soft text-sm">{t('upkeep.health.intro')}</p>
      {state === 'failed' && <Alert>{t('upkeep.health.failed')}</Alert>}
      <p role="status" className="font-medium text-sm">
        {state === 'looking' ? t('upkeep.health.looking') : told}
      </p>
      {health && (
        <ul className="max-w-3xl rounded-2xl border border-line bg-raised px-4 text-sm">
          {health.findings.map((finding, at) => (
            // Two of one subject differ in what they name, which is in no order of its own.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
            <FindingRow key={at} finding={finding} />
          ))}
        </ul>
      )}
    </>
  )
}
