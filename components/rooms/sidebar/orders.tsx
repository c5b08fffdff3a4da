'use client'

import { useTranslations } from 'next-intl'
import { MenuChoice, MenuFor, MenuPopup } from '#components/ui/menu.tsx'
import type { Opening } from '#components/ui/opening.ts'
import type { Order } from '#lib/rooms/browser/order.ts'

const orders = [
  { value: 'name', label: 'rooms.sidebar.byName' },
  { value: 'activity', label: 'rooms.sidebar.byActivity' },
] as const

type Props = { menu: Opening; order: Order; onChange: (order: Order) => void }

/** The orders there are. */
export default function Orders({ menu, order, onChange }: Props) {
  const t = useTranslations()
  return (
    <MenuFor opening={menu}>
      <MenuPopup>
        <MenuChoice
          label={t('rooms.sidebar.sort')}
          value={order}
          options={orders.map((one) => ({ ...one, label: t(one.label) }))}
          onChange={onChange}
        />
      </MenuPopup>
    </MenuFor>
  )
}
