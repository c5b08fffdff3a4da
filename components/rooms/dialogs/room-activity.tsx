import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { withRoomRuleWords } from '#components/rooms/room-rule-words.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import type { RoomActivity as Activity } from '#lib/messages/schema.ts'
import type { Room } from '#lib/rooms/schema.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

type Props = { room: Room; open: boolean; onOpenChange: (open: boolean) => void }

/** What happens in the room, for whoever looks after it. */
export const RoomActivity = withRoomRuleWords(function RoomActivity({ room, open, onOpenChange }: Props) {
  const t = useTranslations()
  const roomName = useRoomName()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('rooms.activity.title', { room: roomName(room) })}
      description={t('rooms.activity.description')}
    >
      <Figures roomId={room.id} />
    </Dialog>
  )
})

function Figures({ roomId }: { roomId: string }) {
  const t = useTranslations()
  const [activity, setActivity] = useState<Activity | null>(null)
  const [failure, setFailure] = useState<Refused | null>(null)
  useEffect(() => {
    api('GET /rooms/{roomId}/activity', { params: { roomId } }).then(setActivity, (error: unknown) =>
      setFailure(asRefusal(error)),
    )
  }, [roomId])
  if (failure)
    return (
      <Alert>
        <RefusalText of={failure} />
      </Alert>
    )
  if (!activity) return <Spinner />
  const { days, people, memberCount, isWhole } = activity
  const messages = days.reduce((sum, day) => sum + day.messages, 0)
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-3 gap-2 text-center">
        {Object.entries({ messages, people, members: memberCount }).map(([what, count]) => (
          <div key={what} className="flex flex-col-reverse rounded-lg bg-sunken px-2 py-2.5">
            <dt className="text-ink-soft text-sm">
              {t(`rooms.activity.${what as 'messages' | 'people' | 'members'}`)}
            </dt>
            <dd className="font-semibold text-lg">{t('rooms.activity.figure', { count })}</dd>
          </div>
        ))}
      </dl>
      <Days days={days} />
      {!isWhole && <p className="text-ink-soft text-sm">{t('rooms.activity.part')}</p>}
    </div>
  )
}

/** The latest day first; the bar says in a look what the number says. */
function Days({ days }: Pick<Activity, 'days'>) {
  const t = useTranslations()
  const formats = useFormats()
  const most = Math.max(1, ...days.map(({ messages }) => messages))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
    <section className="max-h-80 overflow-y-auto" aria-label={t('rooms.activity.days')} tabIndex={0}>
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-raised text-ink-soft">
          <tr>
            <th className="py-1 text-start font-medium">{t('rooms.activity.day')}</th>
            <th className="py-1 text-end font-medium">{t('rooms.activity.messages')}</th>
            <td className="w-1/3" />
            <th className="py-1 text-end font-medium">{t('rooms.activity.people')}</th>
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map(({ day, messages, people }) => (
            <tr key={day} className="border-line border-t">
              <th scope="row" className="py-1 text-start font-normal">
                {formats.dateTime(new Date(day), { month: 'short', day: 'numeric', timeZone: 'UTC' })}
              </th>
              <td className="text-end tabular-nums">{t('rooms.activity.figure', { count: messages })}</td>
              <td className="px-3" aria-hidden>
                <svg aria-hidden viewBox="0 0 100 8" preserveAspectRatio="none" className="h-2 w-full">
                  <rect width={(messages / most) * 100} height="8" className="fill-accent" />
                </svg>
              </td>
              <td className="text-end tabular-nums">{t('rooms.activity.figure', { count: people })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
