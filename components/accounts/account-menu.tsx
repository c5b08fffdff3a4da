'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { part } from '#components/parts/part.ts'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { cx } from '#components/ui/classes.ts'
import { later } from '#components/ui/later.tsx'
import { OpenButton } from '#components/ui/open-button.tsx'
import { createOpening, useWanted } from '#components/ui/opening.ts'
import { personOf } from '#lib/accounts/person.ts'

const AccountItems = later(part('AccountItems'))

/** Who is signed in, and the way out. Compact: the face alone. */
export function AccountMenu({ compact = false }: { compact?: boolean }) {
  const t = useTranslations()
  const viewer = useViewer()
  const [menu] = useState(() => createOpening('menu'))
  return (
    <>
      <OpenButton
        opening={menu}
        className={cx(
          'flex min-w-0 items-center gap-2.5',
          compact ? 'rounded-full' : 'rounded-lg px-2 py-1.5 hover:bg-corridor-raised',
        )}
      >
        <Avatar person={personOf(viewer)} size={compact ? 'medium' : 'small'} />
        {/* Spoken as written, so that "click Ana" finds it too. */}
        <span className="sr-only">{t('accounts.menu.label', { name: compact ? viewer.name : '' })}</span>
        {!compact && <bdi className="truncate">{viewer.name}</bdi>}
      </OpenButton>
      <AccountItems wanted={useWanted(menu)} menu={menu} compact={compact} />
    </>
  )
}
