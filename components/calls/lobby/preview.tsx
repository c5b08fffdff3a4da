import { useTranslations } from 'next-intl'
import { OwnControls } from '#components/calls/controls/own-controls.tsx'
import { Video } from '#components/calls/stage/video.tsx'
import { useOwnMedia } from '#components/calls/use-call.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import type { Person } from '#lib/accounts/schema.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { troubleWords } from '#lib/calls/browser/devices/trouble.ts'
import { LevelMeter } from './level-meter.tsx'

/** How one will be seen and heard. */
export function Preview({ call, viewer }: { call: Pick<Call, 'own'>; viewer: Person }) {
  const t = useTranslations()
  const { tracks, trouble, opening } = useOwnMedia(call)
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div className="relative flex aspect-video items-center justify-center overflow-hidden rounded-xl bg-corridor-raised">
        {tracks.camera ? (
          <Video track={tracks.camera} mirrored />
        ) : (
          <span className="flex flex-col items-center gap-1.5 pb-14 text-corridor-soft text-sm">
            <Avatar person={viewer} size="large" />
            {opening ? t('calls.lobby.openingCamera') : t('calls.lobby.cameraOff')}
          </span>
        )}
        <div className="absolute bottom-3 flex gap-3">
          <OwnControls call={call} />
        </div>
      </div>
      <LevelMeter track={tracks.microphone} />
      {Object.entries(troubleWords(t, trouble)).map(([device, words]) => (
        <p key={device} role="alert" className="rounded-lg bg-accent-wash px-3 py-2 text-ink text-sm">
          {words}
        </p>
      ))}
    </div>
  )
}
