import { Check, Trash2, UserX, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { RemoveMessage } from '#components/moderation/remove-message.tsx'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { createMenuHandle, MenuItem, MenuPopup, MenuRoot, MenuSeparator } from '#components/ui/menu.tsx'
import { useReply } from '#components/ui/use-reply.ts'
import { api } from '#lib/http/browser/client.ts'
import { replied } from '#lib/http/browser/replied.ts'
import type { Report } from '#lib/moderation/schema.ts'
import { Decide, type Wanted } from './decide.tsx'

/** One menu serves all reports: it acts on the one whose button opened it. */
export const reportMenu = createMenuHandle<Report>()

type Asked = { report: Report; what: Wanted | 'remove' | 'deactivate' }

/** What an administrator may do about a report. */
export function ReportMenu({ onChanged }: { onChanged: () => void }) {
  const t = useTranslations()
  const viewer = useViewer()
  const [asked, setAsked] = useState<Asked | null>(null)
  const of = (what: Asked['what']) => (asked?.what === what ? asked.report : null)
  const done = () => {
    setAsked(null)
    onChanged()
  }
  const deactivation = useReply((userId: string) =>
    replied(
      api('PATCH /admin/users/{userId}', { params: { userId }, body: { state: 'deactivated' as const } }),
    ),
  )
  const [removed, leaving] = [of('remove'), of('deactivate')?.message.author]
  const decided = asked?.what === 'resolved' || asked?.what === 'dismissed' ? asked.what : null
  return (
    <>
      <MenuRoot handle={reportMenu}>
        {({ payload: report }) => {
          if (!report) return
          const { author, isGone } = report.message
          const ask = (what: Asked['what']) => setAsked({ report, what })
          return (
            <MenuPopup>
              <MenuItem icon={<Check size={16} aria-hidden />} onClick={() => ask('resolved')}>
                {t('administration.reports.resolve')}
              </MenuItem>
              <MenuItem icon={<X size={16} aria-hidden />} onClick={() => ask('dismissed')}>
                {t('administration.reports.dismiss')}
              </MenuItem>
              {(!isGone || author.state === 'active') && <MenuSeparator />}
              {!isGone && (
                <MenuItem danger icon={<Trash2 size={16} aria-hidden />} onClick={() => ask('remove')}>
                  {t('administration.reports.remove')}
                </MenuItem>
              )}
              {author.state === 'active' && author.id !== viewer.userId && (
                <MenuItem danger icon={<UserX size={16} aria-hidden />} onClick={() => ask('deactivate')}>
                  {t('administration.reports.deactivate', { name: author.name })}
                </MenuItem>
              )}
            </MenuPopup>
          )
        }}
      </MenuRoot>
      {asked && decided && (
        <Decide report={asked.report} state={decided} onDone={done} onClose={() => setAsked(null)} />
      )}
      <RemoveMessage
        open={removed !== null}
        onDone={done}
        onRemove={(reason) =>
          api('DELETE /admin/reports/{reportId}/message', {
            params: { reportId: removed?.id ?? '' },
            query: { reason },
          })
        }
      />
      {leaving && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setAsked(null)}
          busy={deactivation.busy}
          danger
          title={t('administration.people.deeds.deactivate.title', { name: leaving.name })}
          body={deactivation.general ?? t('administration.people.deeds.deactivate.body')}
          confirm={t('administration.people.deeds.deactivate.confirm')}
          onConfirm={() => deactivation.run(leaving.id, done)}
        />
      )}
    </>
  )
}
