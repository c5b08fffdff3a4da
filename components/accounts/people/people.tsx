'use client'

import { UsersRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ListedTable, RowOptions } from '#components/instance/listed-table.tsx'
import { ListTitle } from '#components/rooms/list-page.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { type AccountSearch, accountWords, peopleHref } from '#lib/accounts/browser/account-search.ts'
import type { Account } from '#lib/accounts/schema.ts'
import type { Page } from '#lib/http/schema.ts'
import type { Settings } from '#lib/instance/schema.ts'
import { AccountMenu, accountMenu } from './account-menu.tsx'
import { LinkDialog, type MadeLink } from './link-dialog.tsx'
import { NewAccount } from './new-account.tsx'
import { PeopleFilters } from './people-filters.tsx'
import { useColumns } from './use-columns.tsx'

type Props = {
  first: Page<Account>
  asked: AccountSearch
  /** Whether it is set up. */
  mail: boolean
  /** Whether people sign in with passwords, which links set. */
  passwords: boolean
  /** What becomes of those of whoever is deleted. */
  messages: Settings['deletedMessages']
}

/** Everybody who has an account, and what an administrator may do with each. */
export function People({ first, asked, mail, passwords, messages }: Props) {
  const t = useTranslations()
  const columns = useColumns(mail)
  const [search, setSearch] = useState(asked)
  const [made, setMade] = useState<MadeLink | null>(null)
  const [showsLink, setShowsLink] = useState(false)
  const [newcomers, setNewcomers] = useState(0)
  const place = { query: accountWords(search) }
  const list = usePages('GET /admin/users', place, { first, pauseMs: 200, again: newcomers })
  const show = (link: MadeLink) => {
    setMade(link)
    setShowsLink(true)
    if (link.use !== 'reset') setNewcomers(newcomers + 1)
  }
  const change = (wanted: Partial<AccountSearch>) => {
    const next = { ...search, ...wanted }
    setSearch(next)
    // In the address, so that reloading and going back keep it.
    window.history.replaceState(null, '', peopleHref(next))
  }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <ListTitle>{t('administration.people.title')}</ListTitle>
        <NewAccount
          mail={mail}
          passwords={passwords}
          onMade={show}
          onMailed={() => setNewcomers(newcomers + 1)}
        />
      </div>
      <PeopleFilters search={search} onChange={change} />
      <ListedTable
        list={list}
        none={<EmptyState icon={<UsersRound size={22} />} title={t('administration.people.none')} />}
        label={t('administration.people.title')}
        columns={columns}
        sorted={search}
        onSort={(sort, order) => change({ sort, order })}
        options={{
          label: t('administration.people.options'),
          of: (account) => (
            <RowOptions
              menu={accountMenu}
              of={account}
              label={t('administration.people.optionsOf', { name: account.name })}
            />
          ),
        }}
      />
      <AccountMenu
        messages={messages}
        onDeleted={(account) => list.drop(({ id }) => id === account.id)}
        onChanged={(account) => list.renew(({ id }) => id === account.id, account)}
        onLink={show}
      />
      <LinkDialog open={showsLink} onOpenChange={setShowsLink} made={made} />
    </>
  )
}
