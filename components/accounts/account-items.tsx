'use client'

import { Keyboard, LogOut, ShieldCheck, UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { KeyHint } from '#components/shortcuts/key-hint.tsx'
import { shortcutsShown } from '#components/shortcuts/state.ts'
import { MenuFor, MenuItem, MenuLink, MenuPopup } from '#components/ui/menu.tsx'
import type { Opening } from '#components/ui/opening.ts'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { mayAdminister } from '#lib/instance/policy.ts'
import { leave } from './leave.ts'

/** What the account's menu offers. */
export default function AccountItems({ menu, compact }: { menu: Opening; compact: boolean }) {
  const t = useTranslations()
  const viewer = useViewer()
  return (
    <MenuFor opening={menu}>
      <MenuPopup side={compact ? 'bottom' : 'top'} align={compact ? 'end' : 'start'}>
        <MenuLink icon={<UserRound size={16} aria-hidden />} render={<PlaceLink href="/profile" />}>
          {t('accounts.menu.profile')}
        </MenuLink>
        {mayAdminister(viewer) && (
          <MenuLink icon={<ShieldCheck size={16} aria-hidden />} render={<PlaceLink href="/admin" />}>
            {t('accounts.menu.administration')}
          </MenuLink>
        )}
        <MenuItem
          icon={<Keyboard size={16} aria-hidden />}
          onClick={() => shortcutsShown.set({ open: true })}
        >
          {t('accounts.menu.shortcuts')}
          <KeyHint keys="?" />
        </MenuItem>
        <MenuItem
          icon={<LogOut size={16} aria-hidden className="rtl:-scale-x-100" />}
          onClick={() => leave(t)}
        >
          {t('accounts.menu.signOut')}
        </MenuItem>
      </MenuPopup>
    </MenuFor>
  )
}
