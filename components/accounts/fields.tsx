import { TextField } from '#components/ui/text-field.tsx'
import { allowed } from '#lib/limits.ts'

type Props = {
  /** What the server said about it. */
  error: string | undefined
}

/** The name others see. */
export function NameField(props: Props & { hint?: string; defaultValue?: string; autoFocus?: boolean }) {
  return (
    <TextField
      {...props}
      label="Name"
      name="name"
      autoComplete="name"
      maxLength={allowed().userNameChars}
      required
    />
  )
}

/** A password that is being chosen. */
export function NewPasswordField({ label, hint, error }: Props & { label: string; hint?: string }) {
  const { min, max } = allowed().passwordChars
  return (
    <TextField
      label={label}
      name="password"
      type="password"
      autoComplete="new-password"
      hint={[`At least ${min} characters.`, hint].join(' ').trim()}
      minLength={min}
      maxLength={max}
      required
      error={error}
    />
  )
}
