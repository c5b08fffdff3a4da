import type { ReactNode } from 'react'

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
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      <div className="grid auto-cols-fr grid-flow-col gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            className="relative flex flex-col items-start gap-1 rounded-lg border border-line p-2.5 has-checked:border-accent-text has-checked:bg-accent-wash sm:p-3 hover:bg-sunken"
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === defaultValue}
              aria-label={option.label}
              onChange={() => onChange?.(option.value)}
              className="absolute inset-0 size-full cursor-pointer appearance-none rounded-lg"
            />
            <span className="flex items-center gap-2 font-medium">
              {option.icon}
              {option.label}
            </span>
            {option.hint && <span className="text-ink-soft text-sm">{option.hint}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
