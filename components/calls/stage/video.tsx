import { useEffect, useRef } from 'react'
import { cx } from '#components/ui/classes.ts'

type Props = { track: MediaStreamTrack; mirrored?: boolean; fit?: 'cover' | 'contain' }

/** A picture without sound: sound is played apart from what happens to be on the screen. */
export function Video({ track, mirrored = false, fit = 'cover' }: Props) {
  const element = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (element.current) element.current.srcObject = new MediaStream([track])
  }, [track])
  return (
    <video
      ref={element}
      autoPlay
      playsInline
      muted
      className={cx(
        'absolute inset-0 size-full',
        fit === 'cover' ? 'object-cover' : 'object-contain',
        mirrored && '-scale-x-100',
      )}
    />
  )
}
