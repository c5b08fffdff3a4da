import { Field } from '@base-ui/react/field'
import type { ComponentProps, ReactNode } from 'react'
import { controlClass, errorClass, fieldClass, hintClass, labelClass } from './field.ts'

type Props = Omit<ComponentProps<typeof Field.Control>, 'className' | 'children'> & {
  label: string
  name: string
  hint?: string
  /** What the server said about this field. */
  error?: string | undefined
  /** What else stands below it. */
  children?: ReactNode
}

export function TextField({ label, name, hint, error, children, ...rest }: Props) {
  return (
    <Field.Root name={name} invalid={error !== undefined} className={fieldClass}>
      <Field.Label className={labelClass}>{label}</Field.Label>
      <Field.Control {...rest} className={controlClass} />
      {hint && <Field.Description className={hintClass}>{hint}</Field.Description>}
      {children}
      <Field.Error match={error !== undefined} className={errorClass}>
        {error}
      </Field.Error>
    </Field.Root>
  )
}
