'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { choices } from '#components/instance/settings-in-form.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { HeldSettings } from '#lib/instance/schema.ts'
import type { AllGoing, GoingQuery } from '#lib/retention/schema.ts'
import { WouldGo } from './would-go.tsx'

type Props = { held: HeldSettings; issueOf: (path: string) => string | undefined }

/** How long messages are kept, and what would go, before it is set. */
export function RetentionFields({ held, issueOf }: Props) {
  const t = useTranslations()
  const box = useRef<HTMLDivElement>(null)
  const [going, setGoing] = useState<AllGoing | null>(null)
  const reply = useReply((query: GoingQuery) => replied(api('GET /admin/retention', { query })))
  const preview = () => {
    const days = box.current?.querySelector<HTMLInputElement>('[name=retentionDays]')
    const rooms = box.current?.querySelector<HTMLInputElement>('[name=roomRetention]:checked')
    // What cannot be read as a number is no answer to how long.
    if (!days?.reportValidity()) return
    const roomRetention = choices.roomRetention.find((one) => one === rooms?.value) ?? held.roomRetention
    reply.run({ retentionDays: Number(days.value), roomRetention }, setGoing)
  }
  return (
    // What was counted is of what was written then.
    <div ref={box} onChange={() => setGoing(null)} className="flex flex-col gap-3">
      <TextField
        label={t('administration.settings.retention.days')}
        hint={t('administration.settings.retention.hint')}
        name="retentionDays"
        type="number"
        inputMode="numeric"
        min={1}
        max={36_500}
        step={1}
        placeholder={t('administration.settings.retention.ever')}
        defaultValue={held.retentionDays ?? ''}
        error={issueOf('retentionDays')}
      />
      <RadioCards
        label={t('administration.settings.retention.rooms')}
        name="roomRetention"
        defaultValue={held.roomRetention}
        options={choices.roomRetention.map((value) => ({
          value,
          label: t(`administration.settings.retention.${value}`),
          hint: t(`administration.settings.retention.${value}Hint`),
        }))}
      />
      <Button busy={reply.busy} onClick={preview} className="self-start">
        {t('administration.settings.retention.preview')}
      </Button>
      <div aria-live="polite" className="flex flex-col gap-3">
        {reply.general && <Alert>{reply.general}</Alert>}
        {going && <WouldGo going={going} />}
      </div>
    </div>
  )
}
