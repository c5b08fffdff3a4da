import { LogOut, RotateCcw, UserX } from 'lucide-react'
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
import { useDeeds } from './use-deeds.tsx'

/** One menu serves all accounts: it acts on the one whose button opened it. */
export const accountMenu = createMenuHandle<Account>()

const roles = ['admin', 'member', 'guest'] as const

/** What an administrator may do with an account. */
export function AccountMenu({ onChanged }: { onChanged: (account: Account) => void }) {
  const t = useTranslations()
  const { ask, dialog } = useDeeds(onChanged)
  return (
    <>
      <MenuRoot handle={accountMenu}>
        {({ payload: account }) =>
          account && (
            <MenuPopup>
              {account.role !== 'bot' && (
                <>
                  <MenuChoice
                    label={t('administration.people.role')}
                    value={account.role}
                    options={roles.map((value) => ({
                      value,
                      label: t(`administration.people.roles.${value}`),
                    }))}
                    onChange={(role) => role !== account.role && ask(account, role)}
                  />
                  <MenuSeparator />
                </>
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
                <MenuItem icon={<RotateCcw size={16} aria-hidden />} onClick={() => ask(account, 'restore')}>
                  {t('administration.people.deeds.restore.confirm')}
                </MenuItem>
              )}
            </MenuPopup>
          )
        }
      </MenuRoot>
      {dialog}
    </>
  )
}
