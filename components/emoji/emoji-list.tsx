'use client'

import { Smile } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { usePages } from '#components/ui/use-pages.ts'
import { LoadFailed } from '#components/words/load-failed.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { customEmoji } from '#lib/emoji/browser/custom-emoji.ts'
import { betweenColons } from '#lib/emoji/name.ts'
import { mayRemoveEmoji } from '#lib/emoji/policy.ts'
import type { CustomEmoji as Emoji } from '#lib/emoji/schema.ts'
import { asRefusal } from '#lib/errors.ts'
import type { Page } from '#lib/http/schema.ts'
import type { Refused } from '#lib/words/refusal-words.ts'
import { CustomEmoji } from './custom-emoji.tsx'
import { useCustomEmoji } from './use-custom-emoji.ts'

/** The emoji of the installation and who added them, live. */
export function EmojiList({ first }: { first: Page<Emoji> }) {
  const t = useTranslations()
  const viewer = useViewer()
  const list = usePages('GET /emoji', { query: { limit: 100 } }, { first, again: useCustomEmoji(true).all })
  const [asked, setAsked] = useState<Emoji | null>(null)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refused | null>(null)
  const remove = async (emoji: Emoji) => {
    setBusy(true)
    setRefused(null)
    await customEmoji.remove(emoji.id).catch((error: unknown) => setRefused(asRefusal(error)))
    setBusy(false)
    setAsked(null)
  }
  const by = ({ addedBy }: Emoji) =>
    addedBy && (addedBy.id === viewer.userId ? t('emoji.byYou') : t('emoji.addedBy', { name: addedBy.name }))

  if (list.items.length === 0 && !refused && !list.failure)
    return (
      <EmptyState icon={<Smile size={22} />} title={t('emoji.none.title')}>
        {t('emoji.none.body')}
      </EmptyState>
    )
  return (
    <>
      <LoadFailed list={list} />
      {refused && (
        <Alert>
          <RefusalText of={refused} />
        </Alert>
      )}
      <ul aria-label={t('emoji.list')} className="grid gap-2 sm:grid-cols-2">
        {list.items.map((emoji) => (
          <li
            key={emoji.id}
            className="flex items-center gap-3 rounded-2xl border border-line bg-raised px-4 py-3"
          >
            <span aria-hidden className="shrink-0 text-xl">
              <CustomEmoji emoji={emoji} />
            </span>
            <p className="min-w-0 flex-1">
              <bdi className="block truncate font-semibold">{betweenColons(emoji.name)}</bdi>
              <span className="block truncate text-ink-soft text-sm">{by(emoji)}</span>
            </p>
            {mayRemoveEmoji(viewer, emoji.addedBy?.id ?? null) && (
              <Button
                look="quiet"
                size="small"
                aria-label={t('emoji.removeOne', { name: betweenColons(emoji.name) })}
                onClick={() => setAsked(emoji)}
              >
                {t('emoji.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {list.cursor && (
        <Button className="self-center" busy={list.busy} onClick={() => void list.more()}>
          {t('emoji.more')}
        </Button>
      )}
      {asked && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAsked(null)}
          title={t('emoji.removing', { name: betweenColons(asked.name) })}
          body={t('emoji.removed', { name: betweenColons(asked.name) })}
          confirm={t('emoji.remove')}
          danger
          busy={busy}
          onConfirm={() => void remove(asked)}
        />
      )}
    </>
  )
}
