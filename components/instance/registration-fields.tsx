import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { HeldSettings } from '#lib/instance/schema.ts'
import { choices } from './settings-in-form.ts'

type Props = { held: HeldSettings; issueOf: (path: string) => string | undefined }

/** Who may make an account, and with which emails. */
export function RegistrationFields({ held, issueOf }: Props) {
  const t = useTranslations()
  const [registration, setRegistration] = useState(held.registration)
  const [typed, setTyped] = useState(held.emailDomains.join(', '))
  const isFixed = (key: HeldSettings['fixed'][number]) => held.fixed.includes(key)
  const faults = typed.split(/[\s,;]+/).map((_, at) => issueOf(`emailDomains.${at}`))
  return (
    <>
      <fieldset disabled={isFixed('registration')} className="disabled:opacity-60">
        <RadioCards
          label={t('administration.settings.registration')}
          name="registration"
          defaultValue={held.registration}
          onChange={setRegistration}
          options={choices.registration.map((value) => ({
            value,
            label: t(`administration.settings.${value}`),
            hint: t(`administration.settings.${value}Hint`),
          }))}
        />
      </fieldset>
      {/* Where nobody comes without an invitation it says nothing, and is kept. */}
      <div hidden={registration !== 'open'}>
        <TextField
          label={t('administration.settings.emailDomains')}
          hint={t('administration.settings.emailDomainsHint')}
          name="emailDomains"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          disabled={isFixed('emailDomains')}
          error={issueOf('emailDomains') ?? faults.find((fault) => fault !== undefined)}
        />
      </div>
    </>
  )
}
