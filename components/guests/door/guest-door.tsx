'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type SubmitEvent, useState } from 'react'
import { withGuestWords } from '#components/guests/guest-words.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { formText } from '#components/ui/form-text.ts'
import { lazily } from '#components/ui/lazily.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { enterAsGuest } from '#lib/accounts/browser/session.ts'
import { requestedCall } from '#lib/calls/browser/requested-call.ts'
import { allowed } from '#lib/limits.ts'

const Look = lazily(() => import('./look.tsx'))

type Props = { token: string; roomId: string; hasCalls: boolean }

/**
 * A name, a look at the camera, and in. The page goes on to the room without being loaded anew, so that
 * what was allowed here, the camera and being heard, is so there too.
 */
export const GuestDoor = withGuestWords(function GuestDoor({ token, roomId, hasCalls }: Props) {
  const t = useTranslations()
  const router = useRouter()
  const reply = useReply(enterAsGuest)
  const [name, setName] = useState('')
  const [entered, setEntered] = useState(false)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget, event.nativeEvent.submitter)
    reply.run({ token, name: formText(form, 'name') }, () => {
      if (formText(form, 'to') === 'call') requestedCall.request(roomId, { answers: true })
      setEntered(true)
      router.push(`/rooms/${roomId}`)
    })
  }
  const busy = reply.busy || entered
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {reply.general && <Alert>{reply.general}</Alert>}
      <TextField
        label={t('guests.door.name')}
        name="name"
        autoComplete="name"
        maxLength={allowed().userNameChars}
        required
        autoFocus
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={reply.issueOf('name')}
      />
      {hasCalls && !entered && <Look name={name} />}
      <div className="flex flex-col gap-2">
        {hasCalls && (
          <Button type="submit" name="to" value="call" look="primary" busy={busy}>
            {t('guests.door.call')}
          </Button>
        )}
        <Button type="submit" look={hasCalls ? 'plain' : 'primary'} busy={busy}>
          {t(hasCalls ? 'guests.door.conversation' : 'guests.door.enter')}
        </Button>
      </div>
    </form>
  )
})
