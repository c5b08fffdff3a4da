'use client'

import { Smile } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type SubmitEvent, useId, useState } from 'react'
import { withProfileWords } from '#components/accounts/profile-words.tsx'
import { EmojiSign } from '#components/emoji/emoji-sign.tsx'
import { useTimes } from '#components/messages/list/use-times.ts'
import { EmojiPicker } from '#components/messages/reactions/emoji-picker.tsx'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { controlClass, fieldClass, labelClass } from '#components/ui/field.ts'
import { formText } from '#components/ui/form-text.ts'
import { iconButtonClass } from '#components/ui/icon-button.tsx'
import { PopoverPopup, PopoverRoot, PopoverTrigger } from '#components/ui/popover.tsx'
import { itemClass } from '#components/ui/popup.ts'
import { Select } from '#components/ui/select.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { type End, endOf, ends } from '#lib/accounts/browser/status-ends.ts'
import { statuses } from '#lib/accounts/browser/statuses.ts'
import type { Status } from '#lib/accounts/schema.ts'
import { asRefusal } from '#lib/errors.ts'
import { fieldTime } from '#lib/times/browser/choices.ts'
import type { Refused } from '#lib/words/refusal-words.ts'
import { useStatus } from './use-status.ts'

/** What people say most, and how long it usually is so. */
const offered = [
  { name: 'meeting', emoji: '📅', end: 'hour' },
  { name: 'lunch', emoji: '🍲', end: 'hour' },
  { name: 'way', emoji: '🚌', end: 'halfHour' },
  { name: 'focus', emoji: '🎧', end: 'today' },
  { name: 'ill', emoji: '🤒', end: 'today' },
  { name: 'holiday', emoji: '🌴', end: 'week' },
] as const

const mostChars = 80

/** What the viewer is at, and until when. */
function StatusDialog({ onDone }: { onDone: () => void }) {
  const t = useTranslations()
  const known = useStatus(useViewer().userId)
  return (
    <Dialog open onOpenChange={(open) => !open && onDone()} title={t('profile.status.title')}>
      {/* One that is heard of meanwhile is another one to begin with. */}
      <StatusForm key={JSON.stringify(known)} known={known} onDone={onDone} />
    </Dialog>
  )
}

function StatusForm({ known, onDone }: { known: Status | undefined; onDone: () => void }) {
  const t = useTranslations()
  const times = useTimes()
  const textId = useId()
  const [emoji, setEmoji] = useState(known?.emoji ?? null)
  const [text, setText] = useState(known?.text ?? '')
  const [end, setEnd] = useState<End>(known?.until ? 'own' : 'never')
  const [picking, setPicking] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const tell = async (status: Status | null) => {
    setBusy(true)
    setRefused(null)
    try {
      await statuses.set(status)
      return onDone()
    } catch (error) {
      setRefused(asRefusal(error))
    }
    setBusy(false)
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy) return
    if (emoji === null && text.trim() === '') return void tell(null)
    const own = formText(new FormData(event.currentTarget), 'until')
    const until = end === 'own' ? new Date(own) : endOf(end, new Date())
    void tell({ emoji, text, until: until?.toISOString() ?? null })
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {refused && (
        <Alert>
          <RefusalText of={refused} />
        </Alert>
      )}
      <div className={fieldClass}>
        <label htmlFor={textId} className={labelClass}>
          {t('profile.status.text')}
        </label>
        <div className="flex items-center gap-2">
          <PopoverRoot open={picking} onOpenChange={setPicking}>
            <PopoverTrigger
              aria-label={t('profile.status.emoji', { emoji: emoji ?? '' })}
              className={`${iconButtonClass} size-10 shrink-0 border border-line-strong text-lg`}
            >
              {emoji === null ? <Smile size={18} aria-hidden /> : <EmojiSign sign={emoji} />}
            </PopoverTrigger>
            <PopoverPopup label={t('profile.status.pick')}>
              <EmojiPicker
                onPick={(picked) => {
                  setEmoji(picked)
                  setPicking(false)
                }}
              />
            </PopoverPopup>
          </PopoverRoot>
          <input
            id={textId}
            autoComplete="off"
            maxLength={mostChars}
            dir="auto"
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
            className={controlClass}
          />
        </div>
      </div>
      {text === '' && emoji === null && (
        <ul aria-label={t('profile.status.offered')} className="-mx-2.5 flex flex-col">
          {offered.map((one) => (
            <li key={one.name}>
              <button
                type="button"
                className={`${itemClass} w-full text-start hover:bg-sunken`}
                onClick={() => {
                  setEmoji(one.emoji)
                  setText(t(`profile.status.${one.name}`))
                  setEnd(one.end)
                }}
              >
                <span aria-hidden>{one.emoji}</span>
                {t(`profile.status.${one.name}`)}
                <span className="ms-auto shrink-0 text-ink-soft text-sm">
                  {t(`profile.status.ends.${one.end}`)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <span aria-hidden className={labelClass}>
          {t('profile.status.end')}
        </span>
        <Select
          label={t('profile.status.end')}
          value={end}
          options={ends.map((value) => ({ value, label: t(`profile.status.ends.${value}`) }))}
          onChange={setEnd}
        />
      </div>
      {end === 'own' && (
        <TextField
          label={t('profile.status.until')}
          name="until"
          type="datetime-local"
          required
          min={fieldTime(new Date())}
          defaultValue={fieldTime(
            known?.until ? new Date(known.until) : (endOf('today', new Date()) ?? new Date()),
          )}
        />
      )}
      <div className="flex flex-wrap items-center justify-end gap-2">
        {known && (
          <Button look="quiet" className="me-auto" onClick={() => void tell(null)}>
            {t('profile.status.clear')}
          </Button>
        )}
        <Button type="submit" look="primary" busy={busy}>
          {t('profile.status.submit')}
        </Button>
      </div>
      {known?.until && (
        <p className="text-ink-soft text-sm">
          {t('profile.status.goesOn', { when: times.short(known.until) })}
        </p>
      )}
    </form>
  )
}

export default withProfileWords(StatusDialog)
