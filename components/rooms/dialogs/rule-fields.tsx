import { Megaphone, Users } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useWaitWords } from '#components/rooms/wait-words.ts'
import { RadioCards } from '#components/ui/radio-cards.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Room } from '#lib/rooms/schema.ts'

const waitsMs = [0, 10, 30, 60, 300, 900, 3_600, 21_600].map((seconds) => seconds * 1_000)

/** Whose words a room takes, and how often. */
export function RuleFields({ room }: { room: Pick<Room, 'posting' | 'repliesOpen' | 'slowModeMs'> }) {
  const t = useTranslations()
  const waitWords = useWaitWords()
  const [posting, setPosting] = useState(room.posting)
  const [wait, setWait] = useState(String(room.slowModeMs))
  // What a program has set stays, whatever is offered here.
  const waits = [...new Set([...waitsMs, room.slowModeMs])].sort((a, b) => a - b)
  return (
    <>
      <RadioCards
        label={t('rooms.posting.label')}
        name="posting"
        options={[
          {
            value: 'everyone',
            label: t('rooms.posting.everyone'),
            hint: t('rooms.posting.everyoneHint'),
            icon: <Users size={16} aria-hidden />,
          },
          {
            value: 'moderators',
            label: t('rooms.posting.moderators'),
            hint: t('rooms.posting.moderatorsHint'),
            icon: <Megaphone size={16} aria-hidden />,
          },
        ]}
        defaultValue={room.posting}
        onChange={setPosting}
      />
      <label className={posting === 'moderators' ? 'flex w-fit items-center gap-2' : 'hidden'}>
        <input type="checkbox" name="repliesOpen" defaultChecked={room.repliesOpen} className="size-4" />
        {t('rooms.posting.repliesOpen')}
      </label>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="min-w-48 flex-1">
          <span className="block font-medium text-sm">{t('rooms.slowMode.label')}</span>
          <span className="block text-ink-soft text-sm">{t('rooms.slowMode.hint')}</span>
        </p>
        <input type="hidden" name="slowModeMs" value={wait} />
        <Select
          label={t('rooms.slowMode.label')}
          value={wait}
          options={waits.map((ms) => ({
            value: String(ms),
            label: ms === 0 ? t('rooms.slowMode.off') : waitWords(ms),
          }))}
          onChange={setWait}
        />
      </div>
    </>
  )
}

/** The fields as submitted; the server checks them. */
export const rulesOf = (form: HTMLFormElement) => {
  const fields = new FormData(form)
  return {
    posting: fields.get('posting') === 'moderators' ? ('moderators' as const) : ('everyone' as const),
    repliesOpen: fields.get('repliesOpen') !== null,
    slowModeMs: Number(fields.get('slowModeMs')),
  }
}
