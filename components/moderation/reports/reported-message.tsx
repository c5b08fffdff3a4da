import { useFormatter, useTranslations } from 'next-intl'
import { Folding } from '#components/messages/text/folding.tsx'
import { MessageText } from '#components/messages/text/message-text.tsx'
import { useKnownNames } from '#components/messages/text/use-known-names.ts'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { PlaceLink } from '#components/ui/place-link.tsx'
import { messagePath } from '#lib/messages/browser/message-path.ts'
import type { Report } from '#lib/moderation/schema.ts'
import { isolated } from '#lib/text/isolate.ts'

const nobody: never[] = []

/** What was said, as it was reported, by whom and where; `when` in words. */
export function ReportedMessage({ report, when }: { report: Report; when: string }) {
  const t = useTranslations()
  const format = useFormatter()
  const viewer = useViewer()
  const nameOf = useKnownNames(nobody)
  const { message, room, place } = report
  const { author, content, attachments, isGone } = message
  const files = format.list(
    attachments.map((name) => isolated(name)),
    { type: 'unit' },
  )
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <p className="text-ink-soft">
        {t('administration.reports.saidIn', {
          name: isolated(author.name),
          room: room.visibility === 'direct' ? t('administration.reports.direct') : isolated(room.name),
        })}
        {' · '}
        <time dateTime={message.createdAt} className="whitespace-nowrap">
          {when}
        </time>{' '}
        {author.state === 'deactivated' && (
          <Badge look="danger">{t('administration.people.states.deactivated')}</Badge>
        )}
      </p>
      {content !== '' && (
        <Folding of={report.id} content={content}>
          <MessageText content={content} nameOf={nameOf} viewerId={viewer.userId} />
        </Folding>
      )}
      {files !== '' && <p dir="auto">{t('administration.reports.files', { names: files })}</p>}
      {isGone && <p className="text-ink-soft italic">{t('administration.reports.gone')}</p>}
      {place && (
        <PlaceLink
          href={messagePath({ roomId: room.id, ...place })}
          className="w-fit text-accent-text underline"
        >
          {t('administration.reports.show')}
        </PlaceLink>
      )}
    </div>
  )
}
