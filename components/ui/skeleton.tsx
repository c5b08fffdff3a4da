import { cx } from './classes.ts'

/** A quiet block that stands where something is about to be. */
export function Skeleton({ className }: { className: string }) {
  return <span aria-hidden className={cx('block animate-pulse bg-sunken', className)} />
}
