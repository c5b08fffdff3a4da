'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { formText } from '#components/ui/form-text.ts'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { changeProfile } from '#lib/accounts/actions.ts'
import type { Profile } from '#lib/accounts/schema.ts'
import { NameField } from './fields.tsx'

export function NameForm({ profile }: { profile: Profile }) {
  const t = useTranslations()
  const router = useRouter()
  const reply = useReply(changeProfile)
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        reply.run({ name: formText(new FormData(event.currentTarget), 'name') }, () => {
          say(t('accounts.changeName.saved'))
          router.refresh()
        })
      }}
    >
      {reply.general && <Alert>{reply.general}</Alert>}
      <NameField defaultValue={profile.name} error={reply.issueOf('name')} />
      <Button type="submit" className="self-start" busy={reply.busy}>
        {t('accounts.changeName.submit')}
      </Button>
    </form>
  )
}
