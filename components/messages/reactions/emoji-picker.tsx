'use client'

import { Search, Sticker } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useRef, useState } from 'react'
import { withEmojiWords } from '#components/emoji/emoji-words.tsx'
import { useStillThere } from '#components/emoji/use-still-there.ts'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { buttonClass } from '#components/ui/button.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { mayAddEmoji } from '#lib/instance/policy.ts'
import { emojiGroups, findEmoji, ownGroup } from '#lib/messages/browser/emoji.ts'
import { recentEmoji, usedEmoji } from '#lib/messages/browser/recent-emoji.ts'
import { EmojiGrid } from './emoji-grid.tsx'
import { useAllEmoji } from './use-all-emoji.ts'

const foundCount = 72
const kindClass =
  'inline-flex size-7.5 items-center justify-center rounded-md hover:bg-sunken disabled:opacity-50'

/** Every emoji, by words or by kind. Those used lately are there before the rest is loaded. */
export const EmojiPicker = withEmojiWords(Picker)

function Picker({ onPick }: { onPick: (emoji: string) => void }) {
  const t = useTranslations()
  const { all, own, failed } = useAllEmoji()
  const [sought, setSought] = useState('')
  const box = useRef<HTMLDivElement>(null)
  const recent = useStillThere(useState(recentEmoji)[0])
  const { role } = useViewer()

  const pick = (emoji: string) => {
    usedEmoji(emoji)
    onPick(emoji)
  }
  const found = sought === '' || !all ? null : findEmoji([...own, ...all], sought, recent, foundCount)
  const key = (event: KeyboardEvent) => {
    const first = box.current?.querySelector('button')
    if (event.key === 'ArrowDown') first?.focus()
    else if (event.key === 'Enter') found?.[0] && pick(found[0].emoji)
    else return
    event.preventDefault()
  }
  const goTo = (group: number) => box.current?.querySelector(`[data-group="${group}"]`)?.scrollIntoView()

  return (
    <div className="flex w-76 flex-col gap-2">
      <label className="flex items-center gap-2 rounded-lg border border-line px-2.5">
        <Search size={16} aria-hidden className="text-ink-soft" />
        <input
          type="search"
          aria-label={t('messages.emoji.search')}
          placeholder={t('messages.emoji.search')}
          value={sought}
          onChange={(event) => setSought(event.target.value)}
          onKeyDown={key}
          className="h-9 min-w-0 flex-1 bg-transparent text-base outline-none"
        />
      </label>
      <nav aria-label={t('messages.emoji.kinds')} className="flex justify-between">
        {own.length > 0 && (
          <button
            type="button"
            aria-label={t('emoji.own')}
            title={t('emoji.own')}
            disabled={found !== null}
            onClick={() => goTo(ownGroup)}
            className={kindClass}
          >
            <Sticker size={18} aria-hidden />
          </button>
        )}
        {emojiGroups.map(({ group, name, sign }) => (
          <button
            key={group}
            type="button"
            aria-label={t(name)}
            title={t(name)}
            disabled={!all || found !== null}
            onClick={() => goTo(group)}
            className={kindClass}
          >
            {sign}
          </button>
        ))}
      </nav>
      <EmojiGrid box={box} onPick={pick}>
        {found
          ? [
              {
                group: -1,
                name: found.length > 0 ? t('messages.emoji.found') : t('messages.emoji.notFound'),
                emoji: found,
              },
            ]
          : [
              {
                group: -1,
                name: t('messages.emoji.recent'),
                emoji: recent.map((emoji) => ({ emoji, label: emoji })),
              },
              ...(own.length > 0 ? [{ group: ownGroup, name: t('emoji.own'), emoji: own }] : []),
              ...emojiGroups.map(({ group, name }) => ({
                group,
                name: t(name),
                emoji: all?.filter((one) => one.group === group) ?? [],
              })),
            ]}
      </EmojiGrid>
      {!all && !failed && <Spinner />}
      {failed && (
        <p role="alert" className="text-danger-text text-sm">
          {t('messages.emoji.failed')}
        </p>
      )}
      {mayAddEmoji({ role }) && (
        <PlaceLink href="/emoji" className={buttonClass('quiet', 'small')}>
          {t('emoji.add')}
        </PlaceLink>
      )}
    </div>
  )
}
