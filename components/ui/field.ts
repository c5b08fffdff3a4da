export const fieldClass = 'flex flex-col gap-1.5'
export const labelClass = 'font-medium text-sm'
export const hintClass = 'text-ink-soft text-sm'
export const errorClass = 'text-danger-text text-sm'
export const controlClass =
  'w-full rounded-lg border border-line-strong bg-raised px-3 py-2 text-base text-ink placeholder:text-ink-soft data-invalid:border-danger focus-visible:outline-offset-0'
