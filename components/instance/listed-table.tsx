import { MoreHorizontal } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ComponentProps, ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { MenuTrigger } from '#components/ui/menu.tsx'
import { LoadFailed } from '#components/words/load-failed.tsx'
import type { Refused } from '#lib/words/refusal-words.ts'

/** A list as `usePages` gives it. */
type List<T> = {
  items: readonly T[]
  cursor: string | null
  busy: boolean
  failure: Refused | null
  asked: boolean
  more: () => unknown
  retry: () => unknown
}

type Props<T, S extends string> = Omit<ComponentProps<typeof DataTable<T, S>>, 'rows' | 'keyOf'> & {
  list: List<T>
  /** What stands there when nothing does. */
  none: ReactNode
}

/** The table of a page of the administration: its rows, page after page, or why there are none. */
export function ListedTable<T extends { id: string }, S extends string = never>(props: Props<T, S>) {
  const { list, none, ...table } = props
  const t = useTranslations()
  return (
    <>
      <LoadFailed list={list} />
      {list.asked && list.items.length === 0 && list.cursor === null ? (
        none
      ) : (
        <DataTable {...table} rows={list.items} keyOf={({ id }) => id} />
      )}
      {list.cursor !== null && (
        <Button className="self-center" busy={list.busy} onClick={() => void list.more()}>
          {t('administration.more')}
        </Button>
      )}
    </>
  )
}

type OptionsProps<T> = { menu: ComponentProps<typeof MenuTrigger<T>>['handle']; of: T; label: string }

/** Opens the one menu of a table for one of its rows. */
export const RowOptions = <T,>({ menu, of, label }: OptionsProps<T>) => (
  <MenuTrigger handle={menu} payload={of} aria-label={label} className={iconButtonClass}>
    <MoreHorizontal size={18} aria-hidden />
  </MenuTrigger>
)
