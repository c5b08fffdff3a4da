import { ArrowDown, ArrowUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './classes.ts'

type Order = 'asc' | 'desc'
export type Column<T, S extends string> = {
  key: string
  label: string
  /** What the list is sorted by when its heading is pressed. */
  sort?: S
  /** A number, a day, a word or two: never more than one line. */
  short?: true
  cell: (row: T) => ReactNode
}

type Props<T, S extends string> = {
  label: string
  columns: readonly Column<T, S>[]
  rows: readonly T[]
  keyOf: (row: T) => string
  sorted?: { sort: S; order: Order }
  onSort?: (sort: S, order: Order) => void
  /** What can be done with a row; the last cell. */
  options?: { label: string; of: (row: T) => ReactNode }
}

/** Rows of one kind. On a phone each is a card with the names of its columns. */
export function DataTable<T, S extends string>(props: Props<T, S>) {
  const { label, columns, rows, keyOf, options } = props
  return (
    <table aria-label={label} className="w-full text-sm max-md:block">
      <thead className="max-md:hidden">
        <tr className="border-line border-b text-start text-ink-soft">
          {columns.map((column) => (
            <Heading key={column.key} column={column} {...props} />
          ))}
          {options && (
            <th className="w-10">
              <span className="sr-only">{options.label}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody className="max-md:flex max-md:flex-col max-md:gap-3">
        {rows.map((row) => (
          <tr
            key={keyOf(row)}
            className="relative border-line max-md:flex max-md:flex-col max-md:gap-1 max-md:rounded-2xl max-md:border max-md:bg-raised max-md:p-4 md:border-b md:hover:bg-sunken"
          >
            {columns.map(({ key, label, short, cell }, at) => (
              <td
                key={key}
                className={cx(
                  'max-md:flex max-md:justify-between max-md:gap-4 md:px-3 md:py-2',
                  at === 0 ? options && 'max-md:pe-10' : 'max-md:text-end',
                  short ? 'md:whitespace-nowrap' : 'wrap-anywhere',
                )}
              >
                {at > 0 && <span className="shrink-0 text-ink-soft md:hidden">{label}</span>}
                {cell(row)}
              </td>
            ))}
            {options && (
              <td className="max-md:absolute max-md:end-2 max-md:top-2 md:px-1">{options.of(row)}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const spoken = { asc: 'ascending', desc: 'descending' } as const

function Heading<T, S extends string>({ column, sorted, onSort }: Props<T, S> & { column: Column<T, S> }) {
  const { label, sort } = column
  const order = sort !== undefined && sorted?.sort === sort ? sorted.order : null
  const Sign = order === 'desc' ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      {...(order && { 'aria-sort': spoken[order] })}
      className="whitespace-nowrap px-3 py-2 text-start font-medium"
    >
      {sort === undefined ? (
        label
      ) : (
        <button
          type="button"
          onClick={() => onSort?.(sort, order === 'asc' ? 'desc' : 'asc')}
          className="inline-flex items-center gap-1 rounded hover:text-ink"
        >
          {label}
          <Sign size={14} aria-hidden className={order ? '' : 'opacity-0'} />
        </button>
      )}
    </th>
  )
}
