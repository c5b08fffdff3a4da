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
