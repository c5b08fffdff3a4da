import { UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { NameField } from '#components/accounts/fields.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { formText } from '#components/ui/form-text.ts'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import type { NewAccount as Wanted } from '#lib/accounts/schema.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import { personRoles } from '#lib/instance/roles.ts'
import type { MadeLink } from './link-dialog.tsx'

/** `mail`: whether it is set up. `passwords`: whether people sign in with any. */
type Props = { mail: boolean; passwords: boolean; onMade: (made: MadeLink) => void; onMailed: () => void }

/** Makes an account for somebody who is not here yet. */
export function NewAccount({ mail, passwords, onMade, onMailed }: Props) {
  const t = useTranslations()
  const [open, setOpen] = useState(false)
  const [role, setRole] = useState<Wanted['role']>('member')
  const reply = useReply((body: Wanted) => replied(api('POST /admin/users', { body })))
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        <UserPlus size={16} aria-hidden />
        {t('administration.people.make.open')}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={t('administration.people.make.title')}
        description={t(
          passwords ? 'administration.people.make.body' : 'administration.people.make.bodyElsewhere',
        )}
      >
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            const form = new FormData(event.currentTarget)
            const byMail = form.get('mail') !== null
            const person = { email: formText(form, 'email'), name: formText(form, 'name') }
            reply.run({ ...person, role, ...(byMail && { mail: true }) }, ({ user, link }) => {
              setOpen(false)
              if (byMail) {
                say(t('administration.people.make.mailed', { email: user.email }))
                return onMailed()
              }
              onMade({ name: user.name, link, use: passwords ? 'newcomer' : 'elsewhere' })
            })
          }}
        >
          {reply.general && <Alert>{reply.general}</Alert>}
          <NameField error={reply.issueOf('name')} />
          <TextField
            label={t('accounts.email')}
            name="email"
            type="email"
            required
            error={reply.issueOf('email')}
          />
          {mail && (
            <label className="flex items-center gap-2 text-sm">
              <input type="checkbox" name="mail" defaultChecked className="size-4" />
              {t('administration.people.make.mail')}
            </label>
          )}
          <div className="flex items-center justify-between gap-2">
            <Select
              label={t('administration.people.role')}
              value={role}
              options={personRoles.map((value) => ({
                value,
                label: t(`administration.people.roles.${value}`),
              }))}
              onChange={setRole}
            />
            <Button type="submit" look="primary" busy={reply.busy}>
              {t('administration.people.make.submit')}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
