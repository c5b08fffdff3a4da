import { KeyRound } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { enterByPasskey, hasPasskeys, offerPasskeys } from '#lib/accounts/browser/passkeys.ts'
import type { ReplyError } from '#lib/errors.ts'
import { withFactorWords } from './factor-words.tsx'

/** `alone`: there is no password beside it, so nothing is offered where one's email would go. */
type Props = { onEntered: () => void; alone?: boolean }

/** The other way in, where this browser has it. */
export default withFactorWords(function PasskeySignIn({ onEntered, alone = false }: Props) {
  const t = useTranslations()
  const [isNothing, setIsNothing] = useState(false)
  const reply = useReply(enterByPasskey)
  const [refused, setRefused] = useState<ReplyError | null>(null)
  const entered = useRef(onEntered)
  entered.current = onEntered
  useEffect(() => {
    if (alone) return
    return offerPasskeys((came) => (came.ok ? entered.current() : setRefused(came.error)))
  }, [alone])
  if (!hasPasskeys()) return null
  const told = reply.general ?? (isNothing ? t('factors.passkeys.nothingShown') : null)
  return (
    <div className="flex flex-col gap-3">
      {!alone && <p className="text-center text-ink-soft text-sm">{t('factors.passkeys.or')}</p>}
      {told && <Alert>{told}</Alert>}
      {refused && !told && (
        <Alert>
          <RefusalText of={refused} />
        </Alert>
      )}
      <Button
        busy={reply.busy}
        onClick={() => {
          setIsNothing(false)
          setRefused(null)
          reply.run(undefined, (came) => (came === 'nothing' ? setIsNothing(true) : onEntered()))
        }}
      >
        <KeyRound size={16} aria-hidden />
        {t('factors.passkeys.signIn')}
      </Button>
    </div>
  )
})
