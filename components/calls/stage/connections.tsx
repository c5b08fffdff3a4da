import { Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCall } from '#components/calls/use-call.ts'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { fileName, saveFile } from '#lib/calls/browser/save-file.ts'
import { missingWords, type Reception, receptions } from '#lib/calls/browser/state/receptions.ts'
import { receptionWords } from '#lib/calls/browser/state/words.ts'
import type { Room } from '#lib/rooms/schema.ts'

type Props = { call: Call; room: Room; open: boolean; onOpenChange: (open: boolean) => void }

/** Who receives whom, by everybody's own account. */
export function Connections({ call, room, open, onOpenChange }: Props) {
  const roomName = useRoomName()
  const t = useTranslations()
  const { participants, me, links } = useCall(call)
  const all = receptions(participants, me, links)
  const troubles = all.map((one) => missingWords(t, one, participants, me)).filter((words) => words !== null)
  const nameOf = (id: string, name: string) => (id === me ? t('calls.connections.own') : name)
  const save = async () => {
    const report = JSON.stringify(await call.report(), null, 2)
    const file = new Blob([report], { type: 'application/json' })
    saveFile(fileName(t('calls.connections.fileName', { room: roomName(room) }), new Date(), 'json'), file)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('calls.connections.title')}
      description={t('calls.connections.description')}
    >
      {participants.length < 2 ? (
        <p className="text-ink-soft">{t('calls.connections.alone')}</p>
      ) : (
        <div className="overflow-x-auto">
          <table className="w-full text-sm">
            <thead>
              <tr>
                <td />
                {participants.map(({ participantId, name }) => (
                  <th
                    key={participantId}
                    scope="col"
                    className="max-w-24 truncate px-2 py-1 text-start font-medium"
                  >
                    <bdi>{nameOf(participantId, name)}</bdi>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {participants.map(({ participantId: to, name }) => (
                <tr key={to} className="border-line border-t">
                  <th scope="row" className="max-w-32 truncate py-1.5 pe-2 text-start font-medium">
                    <bdi>{nameOf(to, name)}</bdi>
                  </th>
                  {participants.map(({ participantId: from }) => (
                    <Cell key={from} one={all.find((each) => each.from === from && each.to === to)} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {troubles.map((words) => (
        <p key={words} className="mt-3 rounded-lg bg-accent-wash px-3 py-2 text-sm">
          {words}
        </p>
      ))}
      <div className="mt-5 flex items-center justify-between gap-4">
        <p className="text-ink-soft text-xs">{t('calls.connections.report')}</p>
        <Button size="small" onClick={() => void save()}>
          <Download size={16} aria-hidden />
          {t('calls.connections.save')}
        </Button>
      </div>
    </Dialog>
  )
}

function Cell({ one }: { one: Reception | undefined }) {
  const t = useTranslations()
  const words = one && receptionWords(t, one.told)
  return (
    <td className="px-2 py-1.5 text-ink-soft">
      {one ? (
        <span className={words?.isBad ? 'font-medium text-danger-text' : undefined}>{words?.text}</span>
      ) : (
        <span aria-hidden>–</span>
      )}
    </td>
  )
}
