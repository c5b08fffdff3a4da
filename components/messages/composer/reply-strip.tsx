import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import type { Pending } from '#lib/messages/browser/outbox.ts'
import { plain } from '#lib/messages/browser/plain-text.ts'

/** What the message being written answers. */
export default function ReplyStrip({
  replyTo,
  onEnd,
}: {
  replyTo: NonNullable<Pending['replyTo']>
  onEnd: () => void
}) {
  const t = useTranslations()
  const { nameOf } = useTalk()
  return (
    <div className="flex items-center gap-2 border-line border-b py-1 pe-1 ps-3 text-ink-soft text-sm">
      <span className="min-w-0 flex-1 truncate">
        {t.rich('messages.composer.replyTo', {
          author: replyTo.authorName,
          excerpt: plain(replyTo.excerpt, nameOf),
          b: (words) => <b className="font-semibold">{words}</b>,
        })}
      </span>
      <IconButton label={t('messages.composer.cancelReply')} onClick={onEnd}>
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  )
}
