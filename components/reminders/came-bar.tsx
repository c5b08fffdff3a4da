'use client'

import { AlarmClock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button, buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { say } from '#components/ui/toast.ts'
import { asRefusal } from '#lib/errors.ts'
import { messagePath } from '#lib/messages/browser/message-path.ts'
import { reminders } from '#lib/reminders/browser/reminders.ts'
import type { Reminder } from '#lib/reminders/schema.ts'
import { timeChoices } from '#lib/times/browser/choices.ts'
import { useReminderWords } from './use-reminder-words.ts'

type Props = { reminder: Reminder; others: number }

/** A reminder that came: the way to its message, an hour more, or done. */
export default function CameBar({ reminder, others }: Props) {
  const t = useTranslations()
  const words = useReminderWords()
  const [busy, setBusy] = useState(false)
  const { messageId, message } = reminder
  const run = async (work: Promise<void>) => {
    setBusy(true)
    await work.catch((error: unknown) => say(asRefusal(error)))
    setBusy(false)
  }
  const end = () => run(reminders.end(messageId))
  const inAnHour = () => {
    const [hour] = timeChoices(new Date())
    if (hour) void run(reminders.set(messageId, hour.at.toISOString()))
  }
  return (
    <section
      aria-label={t('reminders.title')}
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b bg-accent-wash px-4 py-2 text-accent-text text-sm sm:px-6"
    >
      <AlarmClock size={16} aria-hidden className="shrink-0" />
      <p role="alert" dir="auto" className="line-clamp-2 min-w-40 flex-1 [overflow-wrap:anywhere]">
        {words(reminder)}
      </p>
      <span className="ms-auto flex flex-wrap gap-1.5">
        {others > 0 && (
          <PlaceLink href="/reminders" className={buttonClass('quiet', 'small')}>
            {t('reminders.all', { count: others + 1 })}
          </PlaceLink>
        )}
        {message && (
          <>
            <PlaceLink
              href={messagePath(message)}
              onClick={() => void end()}
              className={buttonClass('plain', 'small')}
            >
              {t('messages.showInRoom')}
            </PlaceLink>
            <Button size="small" busy={busy} onClick={inAnHour}>
              {t('reminders.inAnHour')}
            </Button>
          </>
        )}
        <Button size="small" busy={busy} onClick={() => void end()}>
          {t('reminders.done')}
        </Button>
      </span>
    </section>
  )
}
