'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'

type Props = { deed: 'verify' | 'keepEmail'; token: string }

/**
 * Does what a link out of a mail is for, once somebody presses: programs that look at mails open every link.
 */
export function PressLink({ deed, token }: Props) {
  const t = useTranslations()
  const [done, setDone] = useState(false)
  const reply = useReply((body: { token: string }) =>
    replied(deed === 'verify' ? api('POST /auth/verify', { body }) : api('POST /auth/keep-email', { body })),
  )
  if (done)
    return (
      <>
        <p role="status">{t(`accounts.${deed}.done`)}</p>
        <PlaceLink href="/rooms" className={buttonClass('primary')}>
          {t('accounts.verify.onwards')}
        </PlaceLink>
      </>
    )
  return (
    <>
      {reply.general && <Alert>{reply.general}</Alert>}
      <Button
        look={deed === 'verify' ? 'primary' : 'danger'}
        busy={reply.busy}
        onClick={() => reply.run({ token }, () => setDone(true))}
      >
        {t(`accounts.${deed}.submit`)}
      </Button>
    </>
  )
}
