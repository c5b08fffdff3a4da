import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { formText } from '#components/ui/form-text.ts'
import { TextField } from '#components/ui/text-field.tsx'
import type { OwnProof } from '#lib/accounts/schema.ts'

export type Proving = {
  /** What is asked for: of whoever has no password, a code. */
  by: keyof OwnProof
  email: string
  busy: boolean
  /** What is wrong with what was given. */
  error: string | undefined
  confirm?: string
  danger?: boolean
  onProof: (proof: OwnProof) => void
}

/** The password, or a code. That it is asked for is no fault yet: only what was given can be wrong. */
export function ProofForm({ by, email, busy, error, confirm, danger = false, onProof }: Proving) {
  const t = useTranslations()
  const [isGiven, setIsGiven] = useState(false)
  const shown = {
    password: { type: 'password', autoComplete: 'current-password' },
    code: { inputMode: 'numeric', autoComplete: 'one-time-code' },
  } as const
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        setIsGiven(true)
        onProof({ [by]: formText(new FormData(event.currentTarget), by) })
      }}
    >
      {/* Tells password stores whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={email} />
      <TextField
        label={t(by === 'password' ? 'factors.proof.password' : 'factors.proof.code')}
        name={by}
        {...shown[by]}
        required
        error={isGiven && !busy ? error : undefined}
      />
      <Button type="submit" look={danger ? 'danger' : 'primary'} className="self-end" busy={busy}>
        {confirm ?? t('factors.proof.confirm')}
      </Button>
    </form>
  )
}
