'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { formText } from '#components/ui/form-text.ts'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { HeldSettings, SettingsChange } from '#lib/instance/schema.ts'

const registrations = ['open', 'invite', 'closed'] as const

/** What holds for the whole installation; what the environment sets is shown, and changed only there. */
export function SettingsForm({ held }: { held: HeldSettings }) {
  const t = useTranslations()
  const router = useRouter()
  const reply = useReply((body: SettingsChange) => replied(api('PATCH /admin/settings', { body })))
  const isFixed = (key: HeldSettings['fixed'][number]) => held.fixed.includes(key)
  return (
    <form
      className="flex max-w-2xl flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const registration = registrations.find((one) => one === form.get('registration'))
        reply.run(
          {
            ...(!isFixed('name') && { name: formText(form, 'name') }),
            ...(!isFixed('registration') && registration && { registration }),
          },
          () => {
            say(t('administration.settings.saved'))
            router.refresh()
          },
        )
      }}
    >
      <h1 className="font-bold text-xl">{t('administration.settings.title')}</h1>
      {reply.general && <Alert>{reply.general}</Alert>}
      {held.fixed.length > 0 && <p className="text-ink-soft text-sm">{t('administration.settings.fixed')}</p>}
      <TextField
        label={t('administration.settings.name')}
        name="name"
        required
        maxLength={80}
        defaultValue={held.name}
        disabled={isFixed('name')}
        error={reply.issueOf('name')}
      />
      <fieldset disabled={isFixed('registration')} className="disabled:opacity-60">
        <RadioCards
          label={t('administration.settings.registration')}
          name="registration"
          defaultValue={held.registration}
          options={registrations.map((value) => ({
            value,
            label: t(`administration.settings.${value}`),
            hint: t(`administration.settings.${value}Hint`),
          }))}
        />
      </fieldset>
      <Button type="submit" look="primary" busy={reply.busy} className="self-start">
        {t('administration.settings.save')}
      </Button>
    </form>
  )
}
