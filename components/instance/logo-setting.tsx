'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useId, useRef } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { labelClass } from '#components/ui/field.ts'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { replied } from '#lib/http/browser/replied.ts'
import { removeLogo, sendLogo } from '#lib/logo/browser/logo.ts'
import { useInstance } from './instance-context.tsx'
import { PlaceSign } from './place-sign.tsx'

/** The logo of the place as others see it; each change holds at once. */
export function LogoSetting() {
  const t = useTranslations()
  const router = useRouter()
  const { logoUrl } = useInstance()
  const label = useId()
  const input = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const change = useReply((picture: File | null) => replied(picture ? sendLogo(picture) : removeLogo()))
  const run = (picture: File | null) =>
    change.run(picture, () => {
      say(t(picture ? 'administration.settings.logo.saved' : 'administration.settings.logo.removed'))
      // What the server drew shows the one before.
      router.refresh()
      button.current?.focus()
    })
  return (
    <section aria-labelledby={label} className="flex flex-col gap-3">
      <h2 id={label} className={labelClass}>
        {t('administration.settings.logo.label')}
      </h2>
      {change.general && <Alert>{change.general}</Alert>}
      <div className="flex flex-wrap items-center gap-4">
        <div className="corridor flex h-20 w-44 shrink-0 items-center justify-center rounded-lg p-4 text-corridor-soft text-sm">
          {logoUrl ? <PlaceSign className="h-12 max-w-full" /> : t('administration.settings.logo.none')}
        </div>
        <div className="flex min-w-48 flex-1 flex-col gap-2">
          <p className="text-ink-soft text-sm">{t('administration.settings.logo.hint')}</p>
          <div className="flex flex-wrap gap-2">
            <Button ref={button} size="small" busy={change.busy} onClick={() => input.current?.click()}>
              {t(logoUrl ? 'administration.settings.logo.other' : 'administration.settings.logo.choose')}
            </Button>
            {logoUrl && (
              <Button size="small" look="quiet" disabled={change.busy} onClick={() => run(null)}>
                {t('administration.settings.logo.remove')}
              </Button>
            )}
          </div>
        </div>
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          hidden
          onChange={({ currentTarget }) => {
            const [picture] = currentTarget.files ?? []
            if (picture) run(picture)
            // The same file again is a change too.
            currentTarget.value = ''
          }}
        />
      </div>
    </section>
  )
}
