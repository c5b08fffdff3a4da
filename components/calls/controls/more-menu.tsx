import {
  Activity,
  Circle,
  CircleStop,
  CircleUserRound,
  EllipsisVertical,
  Fullscreen,
  LayoutGrid,
  Lock,
  LockOpen,
  PictureInPicture2,
  RectangleHorizontal,
} from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { canOpenSmallWindow } from '#components/calls/elsewhere/use-small-window.ts'
import { Connections } from '#components/calls/stage/connections.tsx'
import { useCall } from '#components/calls/use-call.ts'
import { MenuItem, MenuPopup, MenuRoot, MenuSeparator, MenuTrigger } from '#components/ui/menu.tsx'
import { say } from '#components/ui/toast.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { canRecord } from '#lib/calls/browser/recording/recording.ts'
import { type Layout, type OwnTile, ownTiles } from '#lib/calls/browser/state/layout.ts'
import { asRefusal } from '#lib/errors.ts'
import { send } from '#lib/realtime/browser/client.ts'
import { canModerate } from '#lib/rooms/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { controlClass } from './control.tsx'
import { canFillScreen, useFullScreen } from './use-full-screen.ts'
import type { RecordingControl } from './use-recording.ts'

type Props = {
  call: Call
  room: Room
  layout: Layout
  onLayout: (layout: Layout) => void
  ownTile: OwnTile
  onOwnTile: (own: OwnTile) => void
  recording: RecordingControl
  onSmallWindow: () => void
}

/** What one needs now and then. */
export function MoreMenu(props: Props) {
  const { call, room, layout, onLayout, ownTile, onOwnTile, recording, onSmallWindow } = props
  const t = useTranslations()
  const { locked } = useCall(call)
  const { isFull, toggle } = useFullScreen()
  const [connections, setConnections] = useState(false)
  const lock = () => {
    send('call:lock', { roomId: room.id, locked: !locked }).catch((error) => say(asRefusal(error)))
  }
  const isGrid = layout === 'grid'
  return (
    <>
      <MenuRoot>
        <MenuTrigger aria-label={t('calls.more.label')} className={controlClass('on')}>
          <EllipsisVertical size={20} aria-hidden />
        </MenuTrigger>
        <MenuPopup side="top" align="end">
          <MenuItem
            icon={
              isGrid ? <RectangleHorizontal size={16} aria-hidden /> : <LayoutGrid size={16} aria-hidden />
            }
            onClick={() => onLayout(isGrid ? 'speaker' : 'grid')}
          >
            {isGrid ? t('calls.more.speaker') : t('calls.more.grid')}
          </MenuItem>
          {ownTiles
            .filter((one) => one !== ownTile)
            .map((one) => (
              <MenuItem
                key={one}
                icon={<CircleUserRound size={16} aria-hidden />}
                onClick={() => onOwnTile(one)}
              >
                {t(`calls.more.own.${one}`)}
              </MenuItem>
            ))}
          {canFillScreen() && (
            <MenuItem icon={<Fullscreen size={16} aria-hidden />} onClick={toggle}>
              {isFull ? t('calls.more.leaveFullScreen') : t('calls.more.fullScreen')}
            </MenuItem>
          )}
          {canOpenSmallWindow() && (
            <MenuItem icon={<PictureInPicture2 size={16} aria-hidden />} onClick={onSmallWindow}>
              {t('calls.more.smallWindow')}
            </MenuItem>
          )}
          <MenuSeparator />
          {canRecord() && (
            <MenuItem
              icon={recording.isOn ? <CircleStop size={16} aria-hidden /> : <Circle size={16} aria-hidden />}
              onClick={recording.isOn ? recording.stop : recording.start}
            >
              {recording.isOn ? t('calls.more.stopRecording') : t('calls.more.record')}
            </MenuItem>
          )}
          {canModerate(room) && (
            <MenuItem
              icon={locked ? <LockOpen size={16} aria-hidden /> : <Lock size={16} aria-hidden />}
              onClick={lock}
            >
              {locked ? t('calls.more.unlock') : t('calls.more.lock')}
            </MenuItem>
          )}
          <MenuItem icon={<Activity size={16} aria-hidden />} onClick={() => setConnections(true)}>
            {t('calls.more.connections')}
          </MenuItem>
        </MenuPopup>
      </MenuRoot>
      <Connections call={call} room={room} open={connections} onOpenChange={setConnections} />
    </>
  )
}
