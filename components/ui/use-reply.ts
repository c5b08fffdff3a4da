'use client'

import { unstable_isUnrecognizedActionError } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import type { Reply, ReplyError } from '#lib/errors.ts'

/** Calls a server action and keeps what it answered: whether it is under way, and why it was refused. */
export function useReply<I, T>(act: (input: I) => Promise<Reply<T>>) {
  const t = useTranslations()
  const [busy, start] = useTransition()
  const [error, setError] = useState<ReplyError | null>(null)

  const unreachable: ReplyError = { code: 'unavailable', message: t('common.unreachable') }
  const outdated: ReplyError = { code: 'upgrade_required', message: t('common.outdated') }

  const run = (input: I, done: (data: T) => void | Promise<void>) =>
    start(async () => {
      setError(null)
      const reply = await act(input).catch((error): Reply<T> => {
        return { ok: false, error: unstable_isUnrecognizedActionError(error) ? outdated : unreachable }
      })
      if (reply.ok) await done(reply.data)
      else setError(reply.error)
    })

  const issueOf = (path: string) => error?.issues?.find((issue) => issue.path === path)?.message
  /** What no field of the form can say. */
  const general = error && !error.issues?.length ? error.message : null
  return { run, busy, issueOf, general, clear: () => setError(null) }
}
