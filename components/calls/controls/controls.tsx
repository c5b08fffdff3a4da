import { Hand, MessageSquare, MonitorUp, MonitorX, PhoneOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DeviceMenu } from '#components/calls/devices/device-menu.tsx'
import { Reactions } from '#components/calls/stage/reactions.tsx'
import { useCall, useOwnMedia } from '#components/calls/use-call.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { canShareScreen } from '#lib/calls/browser/devices/screen.ts'
import { Control } from './control.tsx'
import { OwnControls } from './own-controls.tsx'

type Props = {
  call: Call
  chatOpen: boolean
  onChat: () => void
  /** What is needed now and then. */
  children: ReactNode
}

/** What is always in reach during a call. */
export function Controls({ call, chatOpen, onChat, children }: Props) {
  const t = useTranslations()
  const { hand } = useCall(call)
  const { screen } = useOwnMedia(call).media
  return (
    <div
      role="toolbar"
      aria-label={t('calls.controls.label')}
      className="flex items-center justify-center gap-1 px-2 py-3 @md:gap-3"
    >
      <OwnControls call={call} />
      {canShareScreen() && (
        <Control
          label={screen ? t('calls.controls.unshare') : t('calls.controls.share')}
          shortcut="S"
          look={screen ? 'active' : 'on'}
          onClick={() => (screen ? call.own.unshare() : void call.own.share())}
        >
          {screen ? <MonitorX size={20} aria-hidden /> : <MonitorUp size={20} aria-hidden />}
        </Control>
      )}
      <Control
        label={hand ? t('calls.controls.lowerHand') : t('calls.controls.raiseHand')}
        shortcut="H"
        look={hand ? 'active' : 'on'}
        onClick={() => void call.reactions.raiseHand(!hand)}
      >
        <Hand size={20} aria-hidden />
      </Control>
      <Control
        label={chatOpen ? t('calls.controls.hideChat') : t('calls.controls.showChat')}
        shortcut="C"
        look={chatOpen ? 'active' : 'on'}
        onClick={onChat}
      >
        <MessageSquare size={20} aria-hidden />
      </Control>
      <Reactions call={call} />
      <DeviceMenu call={call} />
      {children}
      <Control label={t('calls.leave')} look="danger" onClick={call.leave}>
        <PhoneOff size={20} aria-hidden />
      </Control>
    </div>
  )
}
