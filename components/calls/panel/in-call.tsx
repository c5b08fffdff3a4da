import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Controls } from '#components/calls/controls/controls.tsx'
import { MoreMenu } from '#components/calls/controls/more-menu.tsx'
import { useCallKeys } from '#components/calls/controls/use-call-keys.ts'
import { useFullScreen } from '#components/calls/controls/use-full-screen.ts'
import { useLayout } from '#components/calls/controls/use-layout.ts'
import { useOwnTile } from '#components/calls/controls/use-own-tile.ts'
import { useRecording } from '#components/calls/controls/use-recording.ts'
import { SmallCall } from '#components/calls/elsewhere/small-call.tsx'
import { useSmallWindow } from '#components/calls/elsewhere/use-small-window.ts'
import { Notices } from '#components/calls/notices/notices.tsx'
import { Stage } from '#components/calls/stage/stage.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import type { View } from '#lib/calls/browser/state/layout.ts'
import type { Room } from '#lib/rooms/schema.ts'

type Props = { call: Call; room: Room; chatOpen: boolean; onChat: () => void }

/** The call itself: everybody's tiles and shared screens, controls below. */
export function InCall({ call, room, chatOpen, onChat }: Props) {
  const t = useTranslations()
  const [layout, setLayout] = useLayout()
  const [ownTile, setOwnTile] = useOwnTile()
  const [pinned, setPinned] = useState<View | null>(null)
  const stage = useRef<HTMLDivElement>(null)
  const recording = useRecording(call, room, stage)
  const { small, open, close } = useSmallWindow()
  const { isFull, toggle } = useFullScreen()
  // On a full screen the call covers its chat.
  const chatShown = chatOpen && !isFull
  const showChat = () => {
    if (isFull) toggle()
    if (!isFull || !chatOpen) onChat()
  }
  useCallKeys(call, { onChat: showChat })

  const shown = (
    <Stage
      call={call}
      room={room}
      layout={layout}
      ownTile={ownTile}
      pinned={pinned}
      onPin={setPinned}
      place={stage}
    />
  )
  return (
    <>
      <Notices call={call} room={room} recording={recording} />
      {small ? (
        <>
          <button type="button" onClick={close} className="min-h-0 flex-1 p-6 text-corridor-soft underline">
            {t('calls.elsewhere.inSmallWindow')}
          </button>
          {createPortal(<SmallCall call={call}>{shown}</SmallCall>, small.document.body)}
        </>
      ) : (
        shown
      )}
      <Controls call={call} chatOpen={chatShown} onChat={showChat}>
        <MoreMenu
          call={call}
          room={room}
          layout={layout}
          onLayout={setLayout}
          ownTile={ownTile}
          onOwnTile={setOwnTile}
          recording={recording}
          onSmallWindow={() => void open()}
        />
      </Controls>
    </>
  )
}
