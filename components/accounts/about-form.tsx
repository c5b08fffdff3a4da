'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { controlClass, fieldClass, hintClass, labelClass } from '#components/ui/field.ts'
import { formText } from '#components/ui/form-text.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { say } from '#components/ui/toast.ts'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { changeProfile } from '#lib/accounts/actions.ts'
import type { About } from '#lib/accounts/schema.ts'
import { withProfileWords } from './profile-words.tsx'

type Props = { about: Pick<About, 'pronouns' | 'timeZone'> }

/** What one tells others of oneself, if one wants to. */
export const AboutForm = withProfileWords(function AboutForm({ about }: Props) {
  const t = useTranslations()
  const zoneId = useId()
  const hintId = useId()
  const reply = useReply(changeProfile)
  const [zone, setZone] = useState(about.timeZone ?? '')
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        const pronouns = formText(new FormData(event.currentTarget), 'pronouns')
        reply.run({ pronouns, timeZone: zone || null }, () => say(t('profile.about.saved')))
      }}
    >
      {reply.general && <Alert>{reply.general}</Alert>}
      <TextField
        label={t('profile.about.pronouns')}
        name="pronouns"
        hint={t('profile.about.pronounsHint')}
        autoComplete="off"
        maxLength={40}
        dir="auto"
        defaultValue={about.pronouns ?? ''}
        error={reply.issueOf('pronouns')}
      />
      <div className={fieldClass}>
        <label htmlFor={zoneId} className={labelClass}>
          {t('profile.about.timeZone')}
        </label>
        <select
          id={zoneId}
          aria-describedby={hintId}
          value={zone}
          onChange={({ currentTarget }) => setZone(currentTarget.value)}
          className={controlClass}
        >
          <option value="">{t('profile.about.noTimeZone')}</option>
          <Zones chosen={about.timeZone} />
        </select>
        <p id={hintId} className={hintClass}>
          {t('profile.about.timeZoneHint')}
        </p>
      </div>
      <Button type="submit" className="self-start" busy={reply.busy}>
        {t('profile.about.submit')}
      </Button>
    </form>
  )
})

/** This device's own first, then all it knows. The server may know others, so they come with the script. */
function Zones({ chosen }: { chosen: string | null }) {
  const t = useTranslations()
  const hydrated = useHydrated()
  const here = hydrated ? new Intl.DateTimeFormat().resolvedOptions().timeZone : null
  const all = hydrated ? Intl.supportedValuesOf('timeZone') : []
  const rest = [...new Set([...(chosen ? [chosen] : []), ...all])].filter((zone) => zone !== here).sort()
  return (
    <>
      {here && <option value={here}>{t('profile.about.here', { zone: shown(here) })}</option>}
      {rest.map((zone) => (
        <option key={zone} value={zone}>
          {shown(zone)}
        </option>
      ))}
    </>
  )
}

const shown = (zone: string) => zone.replaceAll('_', ' ')
