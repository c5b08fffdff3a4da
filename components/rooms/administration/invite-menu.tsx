import { Unlink, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { createMenuHandle, MenuItem, MenuPopup, MenuRoot } from '#components/ui/menu.tsx'
import { say } from '#components/ui/toast.ts'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { AnyInvite } from '#lib/rooms/schema.ts'

/** One menu serves all links: it acts on the one whose button opened it. */
export const inviteMenu = createMenuHandle<AnyInvite>()

type Deed = 'one' | 'all'
type Asked = { invite: AnyInvite; deed: Deed }

/** Ends a link, or all of whoever made it, once an administrator has said that they mean it. */
export function InviteMenu({ onEnded }: { onEnded: (isEnded: (invite: AnyInvite) => boolean) => void }) {
  const t = useTranslations()
  const [asked, setAsked] = useState<Asked | null>(null)
  const [open, setOpen] = useState(false)
  const reply = useReply(perform)
  const ask = (invite: AnyInvite, deed: Deed) => {
    reply.clear()
    setAsked({ invite, deed })
    setOpen(true)
  }
  const named = ({ room, creator }: AnyInvite) => ({ room: room.name, maker: creator.name })
  const confirm = ({ invite, deed }: Asked) =>
    reply.run({ invite, deed }, () => {
      setOpen(false)
      onEnded(({ id, creator }) => (deed === 'one' ? id === invite.id : creator.id === invite.creator.id))
      say(t(`upkeep.invitations.deeds.${deed}.done`, named(invite)))
    })
  return (
    <>
      <MenuRoot handle={inviteMenu}>
        {({ payload: invite }) =>
          invite && (
            <MenuPopup>
              <MenuItem icon={<X size={16} aria-hidden />} onClick={() => ask(invite, 'one')}>
                {t('upkeep.invitations.deeds.one.confirm')}
              </MenuItem>
              <MenuItem danger icon={<Unlink size={16} aria-hidden />} onClick={() => ask(invite, 'all')}>
                {t('upkeep.invitations.deeds.all.confirm', named(invite))}
              </MenuItem>
            </MenuPopup>
          )
        }
      </MenuRoot>
      {asked && (
        <ConfirmDialog
          open={open}
          onOpenChange={setOpen}
          busy={reply.busy}
          danger={asked.deed === 'all'}
          title={t(`upkeep.invitations.deeds.${asked.deed}.title`, named(asked.invite))}
          body={reply.general ?? t(`upkeep.invitations.deeds.${asked.deed}.body`)}
          confirm={t(`upkeep.invitations.deeds.${asked.deed}.confirm`, named(asked.invite))}
          onConfirm={() => confirm(asked)}
        />
      )}
    </>
  )
}

const perform = ({ invite, deed }: Asked) =>
  replied(
    deed === 'one'
      ? api('DELETE /admin/invites/{inviteId}', { params: { inviteId: invite.id } })
      : api('DELETE /admin/users/{userId}/invites', { params: { userId: invite.creator.id } }),
  )
