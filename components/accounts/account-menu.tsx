'use client'

import { LogOut, PhoneIncoming, UserRound } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { cx } from '#components/ui/classes.ts'
import { MenuItem, MenuLink, MenuPopup, MenuRoot, MenuTrigger } from '#components/ui/menu.tsx'
import { personOf } from '#lib/accounts/person.ts'
import { mayAdminister } from '#lib/instance/policy.ts'
import { leave } from './leave.ts'

/** Who is signed in, and the way out. Compact: the face alone. */
export function AccountMenu({ compact = false }: { compact?: boolean }) {
  const t = useTranslations()
  const viewer = useViewer()
  return (
    <MenuRoot>
      <MenuTrigger
        className={cx(
          'flex min-w-0 items-center gap-2.5',
          compact ? 'rounded-full' : 'rounded-lg px-2 py-1.5 hover:bg-corridor-raised',
        )}
      >
        <Avatar person={personOf(viewer)} size={compact ? 'medium' : 'small'} />
        {/* Spoken as written, so that "click Ana" finds it too. */}
        <span className="sr-only">{t('accounts.menu.label', { name: compact ? viewer.name : '' })}</span>
        {!compact && <span className="truncate">{viewer.name}</span>}
      </MenuTrigger>
      <MenuPopup side={compact ? 'bottom' : 'top'} align={compact ? 'end' : 'start'}>
        <MenuLink icon={<UserRound size={16} aria-hidden />} render={<Link href="/profile" />}>
          {t('accounts.menu.profile')}
        </MenuLink>
        {mayAdminister(viewer) && (
          <MenuLink icon={<PhoneIncoming size={16} aria-hidden />} render={<Link href="/admin/calls" />}>
            {t('accounts.menu.callsFromOutside')}
          </MenuLink>
        )}
        <MenuItem
          icon={<LogOut size={16} aria-hidden className="rtl:-scale-x-100" />}
          onClick={() => leave(t)}
        >
          {t('accounts.menu.signOut')}
        </MenuItem>
      </MenuPopup>
    </MenuRoot>
  )
}
