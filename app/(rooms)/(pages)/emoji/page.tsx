import EmojiPage from '#components/emoji/emoji-page.tsx'
import { requireViewer } from '#lib/auth/viewer.ts'
import { listEmoji } from '#lib/emoji/queries.ts'
import { pageSize } from '#lib/limits.ts'
import { contextOf } from '#lib/services.ts'
import { titled } from '#lib/words/titled.ts'

export const generateMetadata = titled((t) => t('emoji.title'))

export default async function Page() {
  const viewer = await requireViewer('/emoji')
  const first = await listEmoji(contextOf(viewer), { limit: pageSize.max })
  return <EmojiPage first={first} />
}
