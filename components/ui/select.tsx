import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { cx } from './classes.ts'
import { itemClass, popupSurface } from './popup.ts'
import { useHydrated } from './use-hydrated.ts'

type Props<V extends string> = {
  label: string
  value: V
  options: readonly { value: V; label: string }[]
  onChange: (value: V) => void
}

export function Select<V extends string>({ label, value, options, onChange }: Props<V>) {
  // Base UI hides an input by a style attribute, which the content security
  // policy refuses in what the server draws.
  if (!useHydrated())
    return (
      <button type="button" aria-label={label} className={trigger}>
        <span className="truncate">{options.find((option) => option.value === value)?.label}</span>
        {sign}
      </button>
    )
  return (
    <Base.Root items={options} value={value} onValueChange={(next) => next !== null && onChange(next)}>
      <Base.Trigger aria-label={label} className={trigger}>
        <Base.Value className="truncate" />
        <Base.Icon>{sign}</Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={6} alignItemWithTrigger={false} className="z-50">
          <Base.Popup className={cx(popupSurface, 'min-w-36 p-1.5')}>
            {options.map((option) => (
              <Base.Item key={option.value} value={option.value} className={cx(itemClass, 'justify-between')}>
                <Base.ItemText>{option.label}</Base.ItemText>
                <Base.ItemIndicator>
                  <Check size={14} aria-hidden />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

const trigger =
  'inline-flex h-10 max-w-full items-center justify-between gap-2 rounded-lg border border-line-strong bg-raised px-3 text-base text-ink'
const sign = <ChevronsUpDown size={14} aria-hidden className="text-ink-soft" />
