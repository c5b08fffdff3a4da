import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import type { Account, ResetLink } from '#lib/accounts/schema.ts'
import type { Reply } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { PersonRole } from '#lib/instance/roles.ts'
import type { MadeLink } from './link-dialog.tsx'

type Deed = PersonRole | 'deactivate' | 'restore' | 'endSessions' | 'resetLink' | 'resetTwoFactor'
type Asked = { account: Account; deed: Deed }

/** Does what an administrator chose, once they have said that they mean it: others will notice. */
export function useDeeds(
  onChanged: (account: Account) => void,
  onLink: (made: MadeLink) => void,
): {
  ask: (account: Account, deed: Deed) => void
  dialog: ReactNode
} {
  const t = useTranslations()
  const viewer = useViewer()
  const router = useRouter()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [open, setOpen] = useState(false)
  const reply = useReply(perform)
  const ask = (account: Account, deed: Deed) => {
    reply.clear()
    setAsked({ account, deed })
    setOpen(true)
  }
  const confirm = ({ account, deed }: Asked) =>
    reply.run({ account, deed }, (changed) => {
      setOpen(false)
      if ('link' in changed) return onLink({ name: account.name, link: changed.link, use: 'reset' })
      onChanged(changed)
      if (deed !== 'resetLink') say(t(`administration.people.deeds.${deed}.done`, { name: account.name }))
      // Whoever changed themselves may have no more to look for here.
      if (account.id === viewer.userId) router.refresh()
    })
  const dialog = asked && (
    <ConfirmDialog
      open={open}
      onOpenChange={setOpen}
      busy={reply.busy}
      danger={asked.deed === 'deactivate'}
      title={t(`administration.people.deeds.${asked.deed}.title`, { name: asked.account.name })}
      body={reply.general ?? t(`administration.people.deeds.${asked.deed}.body`)}
      confirm={t(`administration.people.deeds.${asked.deed}.confirm`)}
      onConfirm={() => confirm(asked)}
    />
  )
  return { ask, dialog }
}

function perform({ account, deed }: Asked): Promise<Reply<Account | ResetLink>> {
  const params = { userId: account.id }
  if (deed === 'resetLink') return replied(api('POST /admin/users/{userId}/reset-link', { params }))
  if (deed === 'endSessions')
    return replied(
      api('DELETE /admin/users/{userId}/sessions', { params }).then(() => ({ ...account, sessionCount: 0 })),
    )
  if (deed === 'resetTwoFactor')
    return replied(
      api('DELETE /admin/users/{userId}/two-factor', { params }).then(() => ({
        ...account,
        twoFactor: false,
      })),
    )
  const body =
    deed === 'deactivate' || deed === 'restore'
      ? ({ state: deed === 'restore' ? 'active' : 'deactivated' } as const)
      : { role: deed }
  return replied(api('PATCH /admin/users/{userId}', { params, body }))
}
