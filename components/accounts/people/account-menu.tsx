import { KeyRound, LogOut, RotateCcw, ShieldOff, Trash2, UserX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { withDepartureWords } from '#components/accounts/departure/departure-words.tsx'
import { lazily } from '#components/ui/lazily.tsx'
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
import type { Settings } from '#lib/instance/schema.ts'
import type { MadeLink } from './link-dialog.tsx'
import { useDeeds } from './use-deeds.tsx'

/** One menu serves all accounts: it acts on the one whose button opened it. */
export const accountMenu = createMenuHandle<Account>()

const DeleteDialog = lazily(() => import('./delete-dialog.tsx'))

/** Guests of a room have no email: they are what they are, and end with its guest link. */
const hasAccount = ({ email }: Account) => email !== ''

type Props = {
  /** What becomes of the messages of whoever is deleted. */
  messages: Settings['deletedMessages']
  onChanged: (account: Account) => void
  onDeleted: (account: Account) => void
  onLink: (made: MadeLink) => void
}

/** What an administrator may do with an account. */
export const AccountMenu = withDepartureWords(function AccountMenu(props: Props) {
  const { messages, onChanged, onDeleted, onLink } = props
  const t = useTranslations()
  const [leaving, setLeaving] = useState<Account | null>(null)
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
              <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onClick={() => setLeaving(account)}>
                {t('departure.of.item')}
              </MenuItem>
            </MenuPopup>
          )
        }
      </MenuRoot>
      {dialog}
      {leaving && (
        <DeleteDialog
          account={leaving}
          messages={messages}
          onClose={() => setLeaving(null)}
          onDeleted={(account) => {
            setLeaving(null)
            onDeleted(account)
          }}
        />
      )}
    </>
  )
})
