import { useTranslations } from 'next-intl'
import { TextField } from '#components/ui/text-field.tsx'
import { allowed } from '#lib/limits.ts'

type Props = {
  /** What the server said about it. */
  error: string | undefined
}

/** The name others see. */
export function NameField(props: Props & { hint?: string; defaultValue?: string; autoFocus?: boolean }) {
  const t = useTranslations()
  return (
    <TextField
      {...props}
      label={t('accounts.name')}
      name="name"
      autoComplete="name"
      maxLength={allowed().userNameChars}
      required
    />
  )
}
