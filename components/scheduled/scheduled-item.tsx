'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { useTimes } from '#components/messages/list/use-times.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { RefusalText, useRefusalWords } from '#components/words/refusal-text.tsx'
import { asRefusal } from '#lib/errors.ts'
import { plain } from '#lib/messages/browser/plain-text.ts'
import { scheduled } from '#lib/scheduled/browser/scheduled.ts'
import type { ScheduledMessage } from '#lib/scheduled/schema.ts'
import { isolated } from '#lib/text/isolate.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

const ChooseTime = lazily(() => import('#components/times/choose-time.tsx'))

type Props = {
  message: ScheduledMessage
  nameOf: (userId: string) => string | undefined
  /** Where it is to be sent, where that does not go without saying. */
  place?: ReactNode
  /** In place of its text while that is changed. */
  editor?: ReactNode
  /** What else can be done with it. */
  more?: ReactNode
}

/** A message that is to be sent later: when, what, and what can be done with it until then. */
export function ScheduledItem({ message, nameOf, place, editor, more }: Props) {
  const t = useTranslations()
  const format = useFormatter()
  const words = useRefusalWords()
  const times = useTimes()
  const hydrated = useHydrated()
  const [choosing, setChoosing] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const { id, content, attachments, sendAt, state, failure } = message
  const run = (work: Promise<void>) => {
    setRefused(null)
    work.catch((error: unknown) => setRefused(asRefusal(error)))
  }
  const when =
    state === 'sending' ? t('scheduled.sending') : t('scheduled.at', { when: times.dayAndClock(sendAt) })
  const files = format.list(
    attachments.map(({ name }) => isolated(name)),
    { type: 'unit' },
  )
  return (
    <li className="flex flex-col gap-1.5 rounded-2xl border border-line bg-raised p-4">
      <p className="flex min-w-0 items-center gap-2 text-ink-soft text-sm">
        {place}
        <time dateTime={sendAt} className={`shrink-0 text-xs ${place ? 'ms-auto' : ''}`}>
          {hydrated && when}
        </time>
      </p>
      {editor ?? (
        <p dir="auto" className="line-clamp-6 break-words [overflow-wrap:anywhere]">
          {plain(content, (userId) => nameOf(userId) ?? t('messages.mention.unknown')) || files}
        </p>
      )}
      {content !== '' && files !== '' && <p className="truncate text-ink-soft text-sm">{files}</p>}
      {failure && (
        <p className="text-danger-text text-sm">{t('scheduled.notSent', { reason: words(failure) })}</p>
      )}
      {refused && (
        <Alert>
          <RefusalText of={refused} />
        </Alert>
      )}
      {!editor && state !== 'sending' && (
        <p className="flex flex-wrap gap-1">
          {more}
          <Button look="quiet" size="small" onClick={() => setChoosing(true)}>
            {t('scheduled.time')}
          </Button>
          <Button look="quiet" size="small" onClick={() => run(scheduled.sendNow(id))}>
            {t('scheduled.now')}
          </Button>
          <Button look="quiet" size="small" onClick={() => run(scheduled.end(id))}>
            {t('scheduled.cancel')}
          </Button>
        </p>
      )}
      {choosing && (
        <ChooseTime
          open
          onOpenChange={setChoosing}
          title={t('scheduled.otherTime')}
          onChoose={async (at) => {
            await scheduled.edit(id, { sendAt: at })
            setChoosing(false)
          }}
        />
      )}
    </li>
  )
}
