'use client'

import { ChevronDown, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { cx } from '#components/ui/classes.ts'
import { PopoverPopup, PopoverRoot, PopoverTrigger } from '#components/ui/popover.tsx'

type Props = {
  name: string
  /** What it is set to; empty when it is not. */
  value: string
  onClear: () => void
  children: (close: () => void) => ReactNode
}

/** One filter: says what it is set to, opens to change that. */
export function FilterChip({ name, value, onClear, children }: Props) {
  const t = useTranslations()
  const [open, setOpen] = useState(false)
  return (
    <span
      className={cx(
        'inline-flex h-8 max-w-full items-center rounded-full border text-sm',
        value ? 'border-accent bg-accent-wash text-accent-text' : 'border-line-strong',
      )}
    >
      <PopoverRoot open={open} onOpenChange={setOpen}>
        <PopoverTrigger
          className={cx(
            'inline-flex h-full min-w-0 items-center gap-1 rounded-full ps-3 hover:bg-sunken',
            value ? 'pe-1.5' : 'pe-2.5',
          )}
        >
          <span className="truncate">{value ? t('search.filters.set', { name, value }) : name}</span>
          {!value && <ChevronDown size={14} aria-hidden />}
        </PopoverTrigger>
        <PopoverPopup label={name}>{children(() => setOpen(false))}</PopoverPopup>
      </PopoverRoot>
      {value && (
        <button
          type="button"
          aria-label={t('search.filters.remove', { name, value })}
          onClick={onClear}
          className="inline-flex size-7 shrink-0 items-center justify-center rounded-full hover:bg-sunken"
        >
          <X size={14} aria-hidden />
        </button>
      )}
    </span>
  )
}
