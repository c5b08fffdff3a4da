'use client'

import { useTranslations } from 'next-intl'
import { type SubmitEvent, useState } from 'react'
import { useTimes } from '#components/messages/list/use-times.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { itemClass } from '#components/ui/popup.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { asRefusal } from '#lib/errors.ts'
import { fieldTime, timeChoices } from '#lib/times/browser/choices.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

type Props = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  /** What is to happen at the time that was chosen (ISO 8601). A refusal is said in the dialog. */
  onChoose: (at: string) => Promise<void>
  /** What stands in the field for a time of one's own. */
  said?: Date
}

/** Asks for a time to come, by the clock of whoever is asked. */
export default function ChooseTime({ open, onOpenChange, title, onChoose, said }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title}>
      <Times onChoose={onChoose} said={said} />
    </Dialog>
  )
}

function Times({ onChoose, said }: Pick<Props, 'onChoose' | 'said'>) {
  const t = useTranslations()
  const times = useTimes()
  const [choices] = useState(() => timeChoices(new Date()))
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const choose = async (at: Date) => {
    setBusy(true)
    setRefused(null)
    try {
      await onChoose(at.toISOString())
    } catch (error) {
      setRefused(asRefusal(error))
    }
    setBusy(false)
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const at = new Date(String(new FormData(event.currentTarget).get('at')))
    if (!Number.isNaN(at.getTime())) void choose(at)
  }
  return (
    <div className="flex flex-col gap-4">
      {refused && (
        <Alert>
          <RefusalText of={refused} />
        </Alert>
      )}
      <ul aria-label={t('times.choices')} className="-mx-2.5 flex flex-col">
        {choices.map(({ name, at }) => (
          <li key={name}>
            <button
              type="button"
              disabled={busy}
              onClick={() => void choose(at)}
              className={`${itemClass} w-full justify-between hover:bg-sunken`}
            >
              {t(`times.${name}`)}
              <span className="text-ink-soft text-sm">{times.short(at.toISOString())}</span>
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit} className="flex flex-col gap-4 border-line border-t pt-4">
        <TextField
          label={t('times.own')}
          name="at"
          type="datetime-local"
          required
          min={fieldTime(new Date())}
          defaultValue={fieldTime(said ?? choices[1]?.at ?? new Date())}
        />
        <div className="flex justify-end">
          <Button type="submit" look="primary" busy={busy}>
            {t('times.choose')}
          </Button>
        </div>
      </form>
    </div>
  )
}
