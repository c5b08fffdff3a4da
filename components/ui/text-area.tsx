import { Field } from '@base-ui/react/field'
import type { ComponentProps } from 'react'
import { cx } from './classes.ts'
import { controlClass, errorClass, fieldClass, hintClass, labelClass } from './field.ts'

type Props = Omit<ComponentProps<'textarea'>, 'className'> & {
  label: string
  name: string
  hint?: string
  error?: string | undefined
}

export function TextArea({ label, name, hint, error, defaultValue, ...rest }: Props) {
  return (
    <Field.Root name={name} invalid={error !== undefined} className={fieldClass}>
      <Field.Label className={labelClass}>{label}</Field.Label>
      <Field.Control
        defaultValue={defaultValue}
        render={<textarea {...rest} className={cx(controlClass, 'resize-y')} />}
      />
      {hint && <Field.Description className={hintClass}>{hint}</Field.Description>}
      <Field.Error match={error !== undefined} className={errorClass}>
        {error}
      </Field.Error>
    </Field.Root>
  )
}
