'use client'

import { Keyboard, LogOut, ShieldCheck, Smile, UserRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { EmojiSign } from '#components/emoji/emoji-sign.tsx'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { KeyHint } from '#components/shortcuts/key-hint.tsx'
import { shortcutsShown } from '#components/shortcuts/state.ts'
import { lazily } from '#components/ui/lazily.tsx'
import { MenuFor, MenuItem, MenuLink, MenuPopup } from '#components/ui/menu.tsx'
import type { Opening } from '#components/ui/opening.ts'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { isGuestOfRoom } from '#lib/accounts/policy.ts'
import { mayAdminister } from '#lib/instance/policy.ts'
import { leave } from './leave.ts'
import { anySign } from './status/status-sign.tsx'
import { useStatus } from './status/use-status.ts'

/** Only who sets one loads it. */
const StatusDialog = lazily(() => import('./status/status-dialog.tsx'))

/** What the account's menu offers. */
export default function AccountItems({ menu, compact }: { menu: Opening; compact: boolean }) {
  const t = useTranslations()
  const viewer = useViewer()
  const status = useStatus(viewer.userId)
  const [telling, setTelling] = useState(false)
  return (
    <>
      <MenuFor opening={menu}>
        <MenuPopup side={compact ? 'bottom' : 'top'} align={compact ? 'end' : 'start'}>
          {!isGuestOfRoom(viewer) && (
            <MenuItem
              icon={
                status ? (
                  <span className="w-4 text-center">
                    <EmojiSign sign={status.emoji ?? anySign} />
                  </span>
                ) : (
                  <Smile size={16} aria-hidden />
                )
              }
              onClick={() => setTelling(true)}
            >
              <span className="max-w-56 truncate">{status?.text || t('accounts.menu.status')}</span>
            </MenuItem>
          )}
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
      {telling && <StatusDialog onDone={() => setTelling(false)} />}
    </>
  )
}
