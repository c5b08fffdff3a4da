'use client'

import { ArrowDownUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { part } from '#components/parts/part.ts'
import { later } from '#components/ui/later.tsx'
import { OpenButton } from '#components/ui/open-button.tsx'
import { createOpening, useWanted } from '#components/ui/opening.ts'
import type { Order } from '#lib/rooms/browser/order.ts'

const Orders = later(part('Orders'))

/** In which order the rooms stand. */
export function SortMenu({ order, onChange }: { order: Order; onChange: (order: Order) => void }) {
  const t = useTranslations()
  const [menu] = useState(() => createOpening('menu'))
  return (
    <>
      <OpenButton
        opening={menu}
        aria-label={t('rooms.sidebar.sort')}
        className="inline-flex size-7 items-center justify-center rounded-md hover:bg-corridor-raised hover:text-corridor-ink"
      >
        <ArrowDownUp size={14} aria-hidden />
      </OpenButton>
      <Orders wanted={useWanted(menu)} menu={menu} order={order} onChange={onChange} />
    </>
  )
}
