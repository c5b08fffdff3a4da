'use client'

import { usePathname, useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { useMyRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { useAttention } from '#components/ui/use-attention.ts'
import { useStore } from '#components/ui/use-store.ts'
import { lookAt } from '#lib/notifications/browser/locks.ts'
import { notify } from '#lib/notifications/browser/notify.ts'
import { setting } from '#lib/notifications/browser/setting.ts'
import { connection } from '#lib/realtime/browser/connection.ts'
import { useSetting } from './use-setting.ts'

/** Desktop notifications, as long as they are on: shows them, and goes where a click on one leads. */
export function Notifier() {
  const t = useTranslations()
  const roomName = useRoomName()
  const { userId, name } = useViewer()
  const myRooms = useMyRooms()
  const router = useRouter()
  // A tab whose session is over hears nothing any more: another one has to tell.
  const { ended } = useStore(connection)
  const isOn = useSetting()?.state === 'on' && ended === null
  useEffect(setting.follow, [])
  useEffect(() => {
    if (!isOn) return
    const find = (roomId: string) => myRooms.get().rooms.find(({ id }) => id === roomId)
    return notify({ t, roomName }, { userId, name }, { find })
  }, [isOn, t, roomName, userId, name, myRooms])

  const attentive = useAttention()
  const roomId = /^\/rooms\/([\w-]+)/.exec(usePathname())?.[1]
  useEffect(() => {
    if (isOn && attentive && roomId) return lookAt(userId, roomId)
  }, [isOn, attentive, userId, roomId])

  useEffect(() => {
    if (!isOn) return
    const clicked = ({ data }: MessageEvent<{ open?: string }>) => {
      if (typeof data.open === 'string' && data.open.startsWith('/rooms/')) router.push(data.open)
    }
    navigator.serviceWorker.addEventListener('message', clicked)
    return () => navigator.serviceWorker.removeEventListener('message', clicked)
  }, [isOn, router])
  return null
}
