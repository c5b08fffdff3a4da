'use client'

import { useTranslations } from 'next-intl'
import { type SubmitEvent, useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import { mostChoices } from '#lib/limits.ts'
import { isBlank } from '#lib/text/signs.ts'
import { fieldTime } from '#lib/times/browser/choices.ts'
import { newUuid } from '#lib/uuid.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

type Props = {
  roomId: string
  replyToId: string | null
  onPosted: () => void
  onDone: () => void
  /** What was written of it before. */
  begun?: { question: string; choices: string[] }
}

/** Asks the room something, with two to ten choices: there is always one more field than was filled. */
export default function MakePoll({ roomId, replyToId, onPosted, onDone, begun }: Props) {
  const t = useTranslations()
  // Sent again after an answer was lost, it is the same poll.
  const [clientId] = useState(newUuid)
  const [choices, setChoices] = useState(() => fieldsOf(begun?.choices ?? []))
  const [several, setSeveral] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const written = (at: number, text: string) => {
    const next = choices.with(at, text)
    setChoices(fieldsOf(next))
  }
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const closes = String(fields.get('closesAt'))
    setBusy(true)
    setRefused(null)
    try {
      await api('POST /rooms/{roomId}/messages', {
        params: { roomId },
        body: {
          clientId,
          content: String(fields.get('question')),
          ...(replyToId !== null && { replyToId }),
          poll: {
            choices: choices.filter((choice) => !isBlank(choice)),
            several,
            ...(closes !== '' && { closesAt: new Date(closes).toISOString() }),
          },
        },
      })
      onDone()
      onPosted()
    } catch (error) {
      setRefused(asRefusal(error))
      setBusy(false)
    }
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onDone()} title={t('polls.title')}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {refused && (
          <Alert>
            <RefusalText of={refused} />
          </Alert>
        )}
        <TextField
          label={t('polls.question')}
          name="question"
          defaultValue={begun?.question}
          required
          autoComplete="off"
          maxLength={500}
        />
        {choices.map((choice, at) => (
          <TextField
            // biome-ignore lint/suspicious/noArrayIndexKey: a choice is its place
            key={at}
            label={t('polls.choice', { number: String(at + 1) })}
            name={`choice${at}`}
            value={choice}
            required={at < 2}
            autoComplete="off"
            maxLength={100}
            onChange={(event) => written(at, event.target.value)}
          />
        ))}
        <Switch label={t('polls.several')} checked={several} onChange={setSeveral} />
        <TextField
          label={t('polls.closesAt')}
          name="closesAt"
          type="datetime-local"
          min={fieldTime(new Date())}
        />
        <div className="flex justify-end">
          <Button type="submit" look="primary" busy={busy}>
            {t('polls.post')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** There are two at least, and one more than was filled. */
const fieldsOf = (choices: readonly string[]): string[] => {
  const fields = [...choices, ...Array(Math.max(0, 2 - choices.length)).fill('')]
  const isFull = fields.every((choice) => !isBlank(choice))
  return isFull && fields.length < mostChoices ? [...fields, ''] : fields
}
