import { useEffect, useEffectEvent, useRef } from 'react'
import { cx } from '#components/ui/classes.ts'

type Props = {
  track: MediaStreamTrack
  mirrored?: boolean
  fit?: 'cover' | 'contain'
  /** Hears the shape of the picture, width over height, when it comes and when a phone is turned. */
  onAspect?: (aspect: number) => void
}

/** A picture without sound: sound is played apart from what happens to be on the screen. */
export function Video({ track, mirrored = false, fit = 'cover', onAspect }: Props) {
  const element = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (element.current) element.current.srcObject = new MediaStream([track])
  }, [track])
  const tell = useEffectEvent((aspect: number) => onAspect?.(aspect))
  useEffect(() => {
    const video = element.current
    if (!video) return
    const look = () => {
      if (video.videoWidth > 0 && video.videoHeight > 0) tell(video.videoWidth / video.videoHeight)
    }
    video.addEventListener('resize', look)
    look()
    return () => video.removeEventListener('resize', look)
  }, [])
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
