'use client'

import { useTranslations } from 'next-intl'
import { type SubmitEvent, useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { formText } from '#components/ui/form-text.ts'
import { lazily } from '#components/ui/lazily.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { enter } from '#lib/accounts/browser/session.ts'
import type { Reply, ReplyError } from '#lib/errors.ts'
import { SecondStep } from './second-step.tsx'

const PasskeySignIn = lazily(() => import('./passkey-sign-in.tsx'))

/**
 * `mail`: whether it is set up. `passwords`: whether any are taken. `passkeys`: whether browsers take any at
 * this address.
 */
type Props = {
  next: string
  registerHref: string | null
  mail: boolean
  passwords: boolean
  passkeys: boolean
}

export function SignInForm({ next, registerHref, mail, passwords, passkeys }: Props) {
  const t = useTranslations()
  const reply = useReply(begin)
  /** Of a sign-in that waits for its code. */
  const [challenge, setChallenge] = useState<string | null>(null)
  const [over, setOver] = useState<ReplyError | null>(null)
  // A whole new page: nothing of the signed-out one may stay, and the socket takes the new cookie.
  const go = () => window.location.assign(next)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setOver(null)
    reply.run({ email: formText(form, 'email'), password: formText(form, 'password') }, (asked) => {
      if (asked === null) go()
      else setChallenge(asked)
    })
  }
  if (challenge !== null)
    return (
      <SecondStep
        challenge={challenge}
        onEntered={go}
        onBack={(why) => {
          setChallenge(null)
          setOver(why)
        }}
      />
    )
  if (!passwords) return passkeys ? <PasskeySignIn onEntered={go} alone /> : null
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {reply.general && <Alert>{reply.general}</Alert>}
      {over && (
        <Alert>
          <RefusalText of={over} />
        </Alert>
      )}
      <TextField
        label={t('accounts.email')}
        name="email"
        type="email"
        // The browser offers passkeys where the email goes, too.
        autoComplete="username webauthn"
        required
        autoFocus
      />
      <TextField
        label={t('accounts.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <Forgotten mail={mail} />
      <Button type="submit" look="primary" busy={reply.busy}>
        {t('accounts.signIn.submit')}
      </Button>
      {passkeys && <PasskeySignIn onEntered={go} />}
      {registerHref && (
        <p className="text-ink-soft text-sm">
          {t.rich('accounts.signIn.register', {
            link: (words) => (
              <PlaceLink
                href={registerHref}
                className="font-medium text-accent-text underline underline-offset-2"
              >
                {words}
              </PlaceLink>
            ),
          })}
        </p>
      )}
    </form>
  )
}

/** The way back in: by mail, or whom to ask for one. */
function Forgotten({ mail }: { mail: boolean }) {
  const t = useTranslations()
  if (mail)
    return (
      <PlaceLink href="/forgot" className="self-start text-ink-soft text-sm underline underline-offset-2">
        {t('accounts.signIn.forgot')}
      </PlaceLink>
    )
  return (
    <details className="text-ink-soft text-sm">
      <summary className="cursor-pointer">{t('accounts.signIn.forgot')}</summary>
      <p className="mt-1">{t('accounts.forgot.whom')}</p>
    </details>
  )
}

/** Gives the challenge where a code is asked for, and null where one is in. */
async function begin(person: { email: string; password: string }): Promise<Reply<string | null>> {
  const entered = await enter(person)
  const challenge = entered.ok ? null : entered.error.challenge
  return challenge === undefined ? entered : { ok: true, data: challenge }
}
