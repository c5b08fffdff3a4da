'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { RetentionFields } from '#components/retention/retention-fields.tsx'
import { ListTitle } from '#components/rooms/list-page.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { HeldSettings, SettingsChange } from '#lib/instance/schema.ts'
import { BannerFields } from './banner-fields.tsx'
import { LogoSetting } from './logo-setting.tsx'
import { RegistrationFields } from './registration-fields.tsx'
import { choices, settingsIn } from './settings-in-form.ts'

/** What holds for the whole installation; what the environment sets is shown, and changed only there. */
export function SettingsForm({ held }: { held: HeldSettings }) {
  const t = useTranslations()
  const router = useRouter()
  const reply = useReply((body: SettingsChange) => replied(api('PATCH /admin/settings', { body })))
  const hintId = useId()
  const isFixed = (key: HeldSettings['fixed'][number]) => held.fixed.includes(key)
  return (
    <form
      className="flex max-w-2xl flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        const wanted = settingsIn(new FormData(event.currentTarget))
        const free = Object.entries(wanted).filter(([key]) => !isFixed(key as keyof SettingsChange))
        reply.run(Object.fromEntries(free), () => {
          say(t('administration.settings.saved'))
          router.refresh()
        })
      }}
    >
      <ListTitle>{t('administration.settings.title')}</ListTitle>
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
      <LogoSetting />
      <RegistrationFields held={held} issueOf={reply.issueOf} />
      <RadioCards
        label={t('administration.settings.roomCreation')}
        name="roomCreation"
        defaultValue={held.roomCreation}
        options={choices.roomCreation.map((value) => ({
          value,
          label: t(`administration.settings.roomCreations.${value}`),
          hint: t(`administration.settings.roomCreations.${value}Hint`),
        }))}
      />
      <BannerFields banner={held.banner} issueOf={reply.issueOf} />
      <RadioCards
        label={t('administration.settings.deletedMessages')}
        name="deletedMessages"
        defaultValue={held.deletedMessages}
        options={choices.deletedMessages.map((value) => ({
          value,
          label: t(`administration.settings.deletedMessage.${value}`),
          hint: t(`administration.settings.deletedMessage.${value}Hint`),
        }))}
      />
      <RetentionFields held={held} issueOf={reply.issueOf} />
      <div className="flex flex-col gap-1.5">
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            name="requireTwoFactor"
            defaultChecked={held.requireTwoFactor}
            aria-describedby={hintId}
            className="size-5"
          />
          {t('administration.settings.requireTwoFactor')}
        </label>
        <p id={hintId} className="text-ink-soft text-sm">
          {t('administration.settings.requireTwoFactorHint')}
        </p>
      </div>
      <Button type="submit" look="primary" busy={reply.busy} className="self-start">
        {t('administration.settings.save')}
      </Button>
    </form>
  )
}
