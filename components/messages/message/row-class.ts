import { cx } from '#components/ui/classes.ts'

/** How a message stands in a list: its author's face beside it, unless they wrote the one before, too. */
export const rowClass = (grouped: boolean): string =>
  cx(
    'group relative grid grid-cols-[2.25rem_1fr] gap-x-3 px-4 sm:px-6',
    grouped ? 'py-0.5' : 'mt-2 pt-1.5 pb-0.5',
  )
