import {
  Activity,
  Circle,
  CircleStop,
  EllipsisVertical,
  Fullscreen,
  LayoutGrid,
  Lock,
  LockOpen,
  PictureInPicture2,
  RectangleHorizontal,
} from 'lucide-react'
import { useState } from 'react'
import { canOpenSmallWindow } from '#components/calls/elsewhere/use-small-window.ts'
import { Connections } from '#components/calls/stage/connections.tsx'
import { useCall } from '#components/calls/use-call.ts'
import { MenuItem, MenuPopup, MenuRoot, MenuSeparator, MenuTrigger } from '#components/ui/menu.tsx'
import { say } from '#components/ui/toast.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { canRecord } from '#lib/calls/browser/recording/recording.ts'
import type { Layout } from '#lib/calls/browser/state/layout.ts'
import { asRefusal } from '#lib/errors.ts'
import { send } from '#lib/realtime/client.ts'
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
  recording: RecordingControl
  onSmallWindow: () => void
}

/** What one needs now and then. */
export function MoreMenu({ call, room, layout, onLayout, recording, onSmallWindow }: Props) {
  const { locked } = useCall(call)
  const { isFull, toggle } = useFullScreen()
  const [connections, setConnections] = useState(false)
  const lock = () => {
    send('call:lock', { roomId: room.id, locked: !locked }).catch((error) => say(asRefusal(error).message))
  }
  const isGrid = layout === 'grid'
  return (
    <>
      <MenuRoot>
        <MenuTrigger aria-label="More" className={controlClass('on')}>
          <EllipsisVertical size={20} aria-hidden />
        </MenuTrigger>
        <MenuPopup side="top" align="end">
          <MenuItem
            icon={
              isGrid ? <RectangleHorizontal size={16} aria-hidden /> : <LayoutGrid size={16} aria-hidden />
            }
            onClick={() => onLayout(isGrid ? 'speaker' : 'grid')}
          >
            {isGrid ? 'Show the speaker large' : 'Show everybody alike'}
          </MenuItem>
          {canFillScreen() && (
            <MenuItem icon={<Fullscreen size={16} aria-hidden />} onClick={toggle}>
              {isFull ? 'Leave full screen' : 'Full screen'}
            </MenuItem>
          )}
          {canOpenSmallWindow() && (
            <MenuItem icon={<PictureInPicture2 size={16} aria-hidden />} onClick={onSmallWindow}>
              Small window
            </MenuItem>
          )}
          <MenuSeparator />
          {canRecord() && (
            <MenuItem
              icon={recording.isOn ? <CircleStop size={16} aria-hidden /> : <Circle size={16} aria-hidden />}
              onClick={recording.isOn ? recording.stop : recording.start}
            >
              {recording.isOn ? 'Stop recording and save' : 'Record in this browser'}
            </MenuItem>
          )}
          {canModerate(room) && (
            <MenuItem
              icon={locked ? <LockOpen size={16} aria-hidden /> : <Lock size={16} aria-hidden />}
              onClick={lock}
            >
              {locked ? 'Unlock the call' : 'Lock the call'}
            </MenuItem>
          )}
          <MenuItem icon={<Activity size={16} aria-hidden />} onClick={() => setConnections(true)}>
            Connections…
          </MenuItem>
        </MenuPopup>
      </MenuRoot>
      <Connections call={call} room={room} open={connections} onOpenChange={setConnections} />
    </>
  )
}
