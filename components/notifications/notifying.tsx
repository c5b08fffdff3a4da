import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useReminderWords } from '#components/reminders/use-reminder-words.ts'
import { useMyRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { useEnterRoom } from '#components/rooms/view/use-enter-room.ts'
import { useAttention } from '#components/ui/use-attention.ts'
import { lookAt } from '#lib/notifications/browser/locks.ts'
import { notify } from '#lib/notifications/browser/notify.ts'
import { tellReminders } from './tell-reminders.ts'

/** Shows desktop notifications, and goes where a click on one leads. */
export default function Notifying() {
  const t = useTranslations()
  const roomName = useRoomName()
  const { userId, name } = useViewer()
  const myRooms = useMyRooms()
  const { go } = useEnterRoom()
  useEffect(() => {
    const find = (roomId: string) => myRooms.get().rooms.find(({ id }) => id === roomId)
    return notify({ t, roomName }, { userId, name }, { find, seek: myRooms.seek })
  }, [t, roomName, userId, name, myRooms])

  const said = useReminderWords()
  useEffect(
    () =>
      tellReminders(userId, (reminder) => ({
        title: reminder.room ? roomName(reminder.room) : t('reminders.title'),
        body: said(reminder),
      })),
    [t, userId, roomName, said],
  )

  const attentive = useAttention()
  const roomId = /^\/rooms\/([\w-]+)/.exec(usePathname())?.[1]
  useEffect(() => {
    if (attentive && roomId) return lookAt(userId, roomId)
  }, [attentive, userId, roomId])

  useEffect(() => {
    const clicked = ({ data }: MessageEvent<{ open?: string }>) => {
      if (typeof data.open === 'string' && /^\/(rooms\/|reminders$)/.test(data.open)) go(data.open)
    }
    navigator.serviceWorker.addEventListener('message', clicked)
    return () => navigator.serviceWorker.removeEventListener('message', clicked)
  }, [go])
  return null
}
