'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { useMoments } from '#components/words/use-moments.ts'
import { asRefusal } from '#lib/errors.ts'
import { sizeText } from '#lib/files/browser/size.ts'
import { api } from '#lib/http/browser/client.ts'
import type { AnswerOf } from '#lib/http/endpoint-types.ts'
import type { Refused } from '#lib/words/refusal-words.ts'
import { withDepartureWords } from './departure-words.tsx'

/** Asked so often while an archive is made. */
const askMs = 2_000

/** All that is somebody's own as one file: asked for, seen coming, and taken. */
export const OwnArchive = withDepartureWords(function OwnArchive({
  now,
}: {
  now: AnswerOf<'GET /me/export'>
}) {
  const t = useTranslations()
  const formats = useFormats()
  const { moment } = useMoments()
  const [archive, setArchive] = useState(now)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Refused | null>(null)
  const { state, done, total, sizeBytes, expiresAt } = archive

  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is followed by a question
  useEffect(() => {
    if (state !== 'making') return
    const ask = () => api('GET /me/export').then(setArchive, () => setArchive({ ...archive }))
    const waiting = setTimeout(() => void ask(), askMs)
    return () => clearTimeout(waiting)
  }, [archive])

  const begin = async () => {
    setBusy(true)
    setFailure(null)
    try {
      setArchive(await api('POST /me/export'))
    } catch (error) {
      setFailure(asRefusal(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-ink-soft text-sm">{t('departure.archive.body')}</p>
      {failure && (
        <Alert>
          <RefusalText of={failure} />
        </Alert>
      )}
      {state === 'failed' && <Alert>{t('departure.archive.failed')}</Alert>}
      <div role="status" className="flex w-full flex-col gap-2 text-sm empty:hidden">
        {state === 'making' && (
          <>
            <p>{t('departure.archive.making')}</p>
            <progress
              aria-label={t('departure.archive.label')}
              className="h-2 w-full max-w-sm appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
              max={Math.max(total, 1)}
              value={done}
            />
            {total > 0 && (
              <p className="text-ink-soft">
                {t('departure.archive.progress', {
                  done: formats.number(done),
                  total: formats.number(total),
                })}
              </p>
            )}
          </>
        )}
        {state === 'ready' && expiresAt !== null && (
          <p>
            {t('departure.archive.ready', {
              day: moment(expiresAt),
            })}
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {state === 'ready' && (
          <a href="/api/v1/me/export?format=archive" download className={buttonClass('primary')}>
            {t('departure.archive.download', { size: sizeText(formats, sizeBytes ?? 0) })}
          </a>
        )}
        {state !== 'making' && (
          <Button busy={busy} onClick={() => void begin()}>
            {t(state === 'ready' ? 'departure.archive.again' : 'departure.archive.ask')}
          </Button>
        )}
      </div>
    </div>
  )
})
