'use client'

import { useTranslations } from 'next-intl'
import { ListPage, ListTitle } from '#components/rooms/list-page.tsx'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import type { CustomEmoji } from '#lib/emoji/schema.ts'
import type { Page } from '#lib/http/schema.ts'
import { mayAddEmoji } from '#lib/instance/policy.ts'
import { AddEmoji } from './add-emoji.tsx'
import { EmojiList } from './emoji-list.tsx'
import { withEmojiWords } from './emoji-words.tsx'

/** All emoji of the installation, and the way to add one. */
function EmojiPage({ first }: { first: Page<CustomEmoji> }) {
  const t = useTranslations()
  const viewer = useViewer()
  return (
    <ListPage heading={<ListTitle>{t('emoji.title')}</ListTitle>}>
      <p className="text-ink-soft">{t('emoji.intro')}</p>
      {mayAddEmoji(viewer) && <AddEmoji />}
      <EmojiList first={first} />
    </ListPage>
  )
}

export default withEmojiWords(EmojiPage)
