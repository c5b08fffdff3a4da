import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { formText } from '#components/ui/form-text.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { allowed } from '#lib/limits.ts'
import { StrengthMeter } from './strength-meter.tsx'
import { useStrength } from './use-strength.ts'

type Props = {
  label: string
  hint?: string
  /** What the server said about it. */
  error: string | undefined
  /** It is typed anew: what was said about it is out of date. */
  onTyped: () => void
  /** Whose it will be, where the form does not ask for it. */
  owner?: { email: string; name: string }
}

/** A password that is being chosen, and how good it is. */
export function NewPasswordField({ label, hint, error, onTyped, owner }: Props) {
  const t = useTranslations()
  const [typed, setTyped] = useState<Parameters<typeof useStrength>[0]>(null)
  const strength = useStrength(typed)
  const { min, max } = allowed().passwordChars
  return (
    <TextField
      label={label}
      name="password"
      type="password"
      autoComplete="new-password"
      hint={[t('accounts.strength.least', { characters: min }), hint].join(' ').trim()}
      minLength={min}
      maxLength={max}
      required
      error={error}
      onChange={({ currentTarget: { value, form } }) => {
        const fields = new FormData(form ?? undefined)
        const asked = { email: formText(fields, 'email'), name: formText(fields, 'name') }
        setTyped({ password: value, ...(owner ?? asked) })
        if (error) onTyped()
      }}
    >
      <StrengthMeter strength={error ? null : strength} short={(typed?.password.length ?? 0) < min} />
    </TextField>
  )
}
