'use client'

import { KeyRound } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { withFactorWords } from '#components/accounts/factor-words.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { useMoments } from '#components/words/use-moments.ts'
import { makePasskey } from '#lib/accounts/browser/passkeys.ts'
import { deviceOf } from '#lib/accounts/device.ts'
import type { OwnProof } from '#lib/accounts/schema.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { AnswerOf } from '#lib/http/endpoint-types.ts'
import { useProven } from './use-proven.ts'

const ProofDialog = lazily(() => import('./proof-dialog.tsx'))

type Passkey = AnswerOf<'POST /me/passkeys'>
type Props = {
  passkeys: Passkey[]
  email: string
  /** Whether browsers take any at this address. */
  possible: boolean
}

/** What signs one in without a password: which there are, one more, one less. */
export const PasskeySetting = withFactorWords(function PasskeySetting({ passkeys, email, possible }: Props) {
  const t = useTranslations()
  const router = useRouter()
  const [removed, setRemoved] = useState<Passkey | null>(null)
  const [open, setOpen] = useState(false)
  const [failed, setFailed] = useState<'alreadyThere' | 'nothing' | null>(null)
  const adding = useProven(makePasskey)
  const removing = useProven(({ id, ...body }: { id: string } & OwnProof) =>
    replied(api('DELETE /me/passkeys/{id}', { params: { id }, body })),
  )
  const proof = adding.proof ?? removing.proof
  const told =
    adding.general ??
    (failed && t(failed === 'nothing' ? 'factors.passkeys.nothingMade' : 'factors.passkeys.alreadyThere'))
  const add = () => {
    setFailed(null)
    const name = deviceOf(t, { kind: 'browser', userAgent: navigator.userAgent })
    adding.run({ name }, (came) => (came === 'made' ? router.refresh() : setFailed(came)))
  }
  return (
    <div className="flex flex-col items-start gap-3">
      <h3 className="font-medium">{t('factors.passkeys.title')}</h3>
      <p className="text-ink-soft text-sm">
        {t(possible ? 'factors.passkeys.body' : 'factors.passkeys.impossible')}
      </p>
      {told && <Alert>{told}</Alert>}
      {passkeys.length > 0 && (
        <ul aria-label={t('factors.passkeys.title')} className="w-full divide-y divide-line">
          {passkeys.map((passkey) => (
            <PasskeyItem
              key={passkey.id}
              passkey={passkey}
              onRemove={() => {
                removing.clear()
                setRemoved(passkey)
                setOpen(true)
              }}
            />
          ))}
        </ul>
      )}
      {possible && (
        <Button busy={adding.busy} onClick={add}>
          {t('factors.passkeys.add')}
        </Button>
      )}
      {removed && (
        <ConfirmDialog
          open={open && !removing.proof}
          onOpenChange={setOpen}
          busy={removing.busy}
          danger
          title={t('factors.passkeys.removeTitle', { name: removed.name || t('factors.passkeys.unnamed') })}
          body={removing.general ?? t('factors.passkeys.removeBody')}
          confirm={t('factors.passkeys.remove')}
          onConfirm={() =>
            removing.run({ id: removed.id }, () => {
              setOpen(false)
              router.refresh()
            })
          }
        />
      )}
      {proof && <ProofDialog email={email} {...proof} />}
    </div>
  )
})

function PasskeyItem({ passkey, onRemove }: { passkey: Passkey; onRemove: () => void }) {
  const t = useTranslations()
  const { day } = useMoments()
  const name = passkey.name || t('factors.passkeys.unnamed')
  return (
    <li className="flex items-center gap-3 py-3">
      <KeyRound size={20} aria-hidden className="text-ink-soft" />
      <div className="min-w-0 flex-1">
        <p className="truncate">
          <bdi>{name}</bdi>
        </p>
        <p className="truncate text-ink-soft text-sm">
          {passkey.lastUsedAt === null
            ? t('factors.passkeys.unused', { day: day(passkey.createdAt) })
            : t('factors.passkeys.used', { day: day(passkey.lastUsedAt) })}
        </p>
      </div>
      <Button size="small" aria-label={t('factors.passkeys.removeOf', { name })} onClick={onRemove}>
        {t('factors.passkeys.remove')}
      </Button>
    </li>
  )
}
