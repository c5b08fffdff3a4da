'use client'

import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { Refusal, type Reply, type ReplyError, replyError } from '#lib/errors.ts'
import { refusalWords } from '#lib/words/refusal-words.ts'

/** Calls a server action and keeps what it answered: whether it is under way, and why it was refused. */
export function useReply<I, T>(act: (input: I) => Promise<Reply<T>>) {
  const t = useTranslations()
  const [busy, start] = useTransition()
  const [error, setError] = useState<ReplyError | null>(null)

  const run = (input: I, done: (data: T) => void | Promise<void>) =>
    start(async () => {
      setError(null)
      // Otherwise it would be done when the line is back, and nobody may want it then.
      const reply = await (navigator.onLine ? act(input) : Promise.reject()).catch(refusedBy<T>)
      if (reply.ok) await done(reply.data)
      else setError(reply.error)
    })

  const issueOf = (path: string) => {
    const issue = error?.issues?.find((one) => one.path === path)
    return issue && refusalWords(t, issue)
  }
  /** What no field of the form can say. */
  const general = error && !error.issues?.length ? refusalWords(t, error) : null
  return { run, busy, issueOf, general, clear: () => setError(null) }
}

const refusedBy = <T>(error: unknown): Reply<T> => ({
  ok: false,
  error: replyError(
    unstable_isUnrecognizedActionError(error)
      ? new Refusal('upgrade_required', 'outdated')
      : new Refusal('unavailable', 'actionUnreachable'),
  ),
})
