import { useTranslations } from 'next-intl'
import { choices } from '#components/instance/settings-in-form.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { formText } from '#components/ui/form-text.ts'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { HeldSettings } from '#lib/instance/schema.ts'
import { allowed } from '#lib/limits.ts'
import type { NewPlace } from '#lib/rooms/schema.ts'

type Opened = { room: { id: string; name: string }; token: string }
type Props = {
  held: HeldSettings
  onOpened: (opened: Opened, registration: HeldSettings['registration']) => void
}

/** What the place is called, who may come, and its first room. What the environment fixes is told. */
export function OpenPlace({ held, onOpened }: Props) {
  const t = useTranslations()
  const reply = useReply((body: NewPlace) => replied(api('POST /admin/first-run', { body })))
  const fixed = (key: 'name' | 'registration') => held.fixed.includes(key)
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const registration =
          choices.registration.find((one) => one === form.get('registration')) ?? held.registration
        const wanted = {
          ...(!fixed('name') && { name: formText(form, 'name') }),
          ...(!fixed('registration') && { registration }),
          room: { name: formText(form, 'room') },
        }
        reply.run(wanted, ({ room, invite }) => onOpened({ room, token: invite.token }, registration))
      }}
    >
      <p className="text-ink-soft">{t('administration.firstRun.body')}</p>
      {reply.general && <Alert>{reply.general}</Alert>}
      <TextField
        label={t('administration.settings.name')}
        name="name"
        required
        autoFocus={!fixed('name')}
        maxLength={80}
        autoComplete="organization"
        defaultValue={held.name}
        disabled={fixed('name')}
        {...(fixed('name') && { hint: t('administration.firstRun.fixed') })}
        error={reply.issueOf('name')}
      />
      <fieldset disabled={fixed('registration')} className="disabled:opacity-60">
        <RadioCards
          label={t('administration.settings.registration')}
          name="registration"
          defaultValue={held.registration}
          options={choices.registration.map((value) => ({
            value,
            label: t(`administration.settings.${value}`),
            hint: t(`administration.firstRun.${value}Hint`),
          }))}
        />
      </fieldset>
      {fixed('registration') && (
        <p className="-mt-3 text-ink-soft text-sm">{t('administration.firstRun.fixed')}</p>
      )}
      <TextField
        label={t('administration.firstRun.room')}
        hint={t('administration.firstRun.roomHint')}
        name="room"
        required
        maxLength={allowed().roomNameChars}
        autoComplete="off"
        defaultValue={t('administration.firstRun.roomName')}
        error={reply.issueOf('room.name')}
      />
      <Button type="submit" look="primary" busy={reply.busy}>
        {t('administration.firstRun.submit')}
      </Button>
    </form>
  )
}
