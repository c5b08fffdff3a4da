import { KeyRound, LogOut, RotateCcw, ShieldOff, UserX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import {
  createMenuHandle,
  MenuChoice,
  MenuItem,
  MenuPopup,
  MenuRoot,
  MenuSeparator,
} from '#components/ui/menu.tsx'
import type { Account } from '#lib/accounts/schema.ts'
import { isPerson, personRoles } from '#lib/instance/roles.ts'
import type { MadeLink } from './link-dialog.tsx'
import { useDeeds } from './use-deeds.tsx'

/** One menu serves all accounts: it acts on the one whose button opened it. */
export const accountMenu = createMenuHandle<Account>()

/** Guests of a room have no email: they are what they are, and end with its guest link. */
const hasAccount = ({ email }: Account) => email !== ''

type Props = { onChanged: (account: Account) => void; onLink: (made: MadeLink) => void }

/** What an administrator may do with an account. */
export function AccountMenu({ onChanged, onLink }: Props) {
  const t = useTranslations()
  const { ask, dialog } = useDeeds(onChanged, onLink)
  return (
    <>
      <MenuRoot handle={accountMenu}>
        {({ payload: account }) =>
          account && (
            <MenuPopup>
              {hasAccount(account) && isPerson(account) && (
                <>
                  <MenuChoice
                    label={t('administration.people.role')}
                    value={account.role}
                    options={personRoles.map((value) => ({
                      value,
                      label: t(`administration.people.roles.${value}`),
                    }))}
                    onChange={(role) => role !== account.role && ask(account, role)}
                  />
                  <MenuSeparator />
                </>
              )}
              {account.state === 'active' && hasAccount(account) && (
                <MenuItem icon={<KeyRound size={16} aria-hidden />} onClick={() => ask(account, 'resetLink')}>
                  {t('administration.people.deeds.resetLink.confirm')}
                </MenuItem>
              )}
              {account.twoFactor && (
                <MenuItem
                  icon={<ShieldOff size={16} aria-hidden />}
                  onClick={() => ask(account, 'resetTwoFactor')}
                >
                  {t('administration.people.deeds.resetTwoFactor.confirm')}
                </MenuItem>
              )}
              <MenuItem icon={<LogOut size={16} aria-hidden />} onClick={() => ask(account, 'endSessions')}>
                {t('administration.people.deeds.endSessions.confirm')}
              </MenuItem>
              {account.state === 'active' ? (
                <MenuItem
                  danger
                  icon={<UserX size={16} aria-hidden />}
                  onClick={() => ask(account, 'deactivate')}
                >
                  {t('administration.people.deeds.deactivate.confirm')}
                </MenuItem>
              ) : (
                hasAccount(account) && (
                  <MenuItem
                    icon={<RotateCcw size={16} aria-hidden />}
                    onClick={() => ask(account, 'restore')}
                  >
                    {t('administration.people.deeds.restore.confirm')}
                  </MenuItem>
                )
              )}
            </MenuPopup>
          )
        }
      </MenuRoot>
      {dialog}
    </>
  )
}
