import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import { meter } from '#lib/calls/browser/devices/levels.ts'

/** Speech lies far below full scale; the bar should move when somebody talks in a normal voice. */
const gain = 6

type Props = { track: MediaStreamTrack | undefined; label?: string }

/** A bar that moves with the sound of a track. */
export function LevelMeter({ track, label }: Props) {
  const t = useTranslations()
  const bar = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!track) return
    const stop = meter(track, (level) => {
      if (bar.current) bar.current.style.scale = `${Math.min(level * gain, 1)} 1`
    })
    return () => {
      stop()
      if (bar.current) bar.current.style.scale = '0 1'
    }
  }, [track])
  return (
    <div
      role="img"
      aria-label={label ?? t('calls.lobby.level')}
      className="h-1.5 w-full overflow-hidden rounded-full bg-corridor-line"
    >
      <div
        ref={bar}
        data-testid="level"
        className="size-full origin-left scale-x-0 rtl:origin-right rounded-full bg-accent transition-[scale]"
      />
    </div>
  )
}
