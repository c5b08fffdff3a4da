import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { type ReactNode, useId } from 'react'

type Option<V extends string> = { value: V; label: string; hint?: string; icon?: ReactNode }
type Props<V extends string> = {
  label: string
  name: string
  options: readonly Option<V>[]
  defaultValue: V
  onChange?: (value: V) => void
}

/** A choice of two or three, each with a line that says what it means. */
export function RadioCards<V extends string>({ label, name, options, defaultValue, onChange }: Props<V>) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <span id={id} className="font-medium text-sm">
        {label}
      </span>
      <RadioGroup
        name={name}
        aria-labelledby={id}
        defaultValue={defaultValue}
        onValueChange={(value) => onChange?.(value as V)}
        className="grid auto-cols-fr grid-flow-col gap-2"
      >
        {options.map((option) => (
          <Radio.Root
            key={option.value}
            value={option.value}
            aria-label={option.label}
            className="flex flex-col items-start gap-1 rounded-lg border border-line p-2.5 text-left sm:p-3 hover:bg-sunken data-checked:border-accent-text data-checked:bg-accent-wash"
          >
            <span className="flex items-center gap-2 font-medium">
              {option.icon}
              {option.label}
            </span>
            {option.hint && <span className="text-ink-soft text-sm">{option.hint}</span>}
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  )
}
