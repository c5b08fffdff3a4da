import { TextField } from '#components/ui/text-field.tsx'
import { passwordChars, userNameChars } from '#lib/limits.ts'

type Props = {
  /** What the server said about it. */
  error: string | undefined
}

/** The name others see. */
export function NameField(props: Props & { hint?: string; defaultValue?: string; autoFocus?: boolean }) {
  return (
    <TextField {...props} label="Name" name="name" autoComplete="name" maxLength={userNameChars} required />
  )
}

/** A password that is being chosen. */
export function NewPasswordField({ label, hint, error }: Props & { label: string; hint?: string }) {
  return (
    <TextField
      label={label}
      name="password"
      type="password"
      autoComplete="new-password"
      hint={[`At least ${passwordChars.min} characters.`, hint].join(' ').trim()}
      minLength={passwordChars.min}
      maxLength={passwordChars.max}
      required
      error={error}
    />
  )
}
