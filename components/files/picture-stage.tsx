import { useTranslations } from 'next-intl'
import { useLayoutEffect, useRef, useState } from 'react'
import { buttonClass } from '#components/ui/button.tsx'
import { cx } from '#components/ui/classes.ts'
import { type Frame, fitted, held, type Look, type Size } from '#lib/files/browser/magnify.ts'
import type { Attachment } from '#lib/files/schema.ts'
import { useGestures } from './use-gestures.ts'

type Props = {
  file: Attachment
  look: Look
  onLook: (change: (look: Look) => Look) => void
  /** Told whenever one of both sizes is known anew. */
  onFrame: (frame: Frame) => void
  onSwipe: (side: -1 | 1) => void
  onClose: () => void
}

/** One picture in a place of its own, whole until it is made larger. */
export function PictureStage({ file, look, onLook, onFrame, onSwipe, onClose }: Props) {
  const t = useTranslations()
  const place = useRef<HTMLDivElement>(null)
  const [stage, setStage] = useState<Size | null>(null)
  const [picture, setPicture] = useState<Size | null>(sizeOf(file))
  const [state, setState] = useState<'coming' | 'here' | 'failed'>('coming')
  const frame = stage && picture && state !== 'failed' ? { stage, picture } : null

  useLayoutEffect(() => {
    const element = place.current
    if (!element) return
    const measure = () => setStage({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const sizes = new ResizeObserver(measure)
    sizes.observe(element)
    return () => sizes.disconnect()
  }, [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: by what they hold, which is made anew each time
  useLayoutEffect(() => {
    if (frame) onFrame(frame)
  }, [stage, picture, state])
  const { drag, hands } = useGestures({ stage: place, frame, look, onLook, onSwipe, onClose })

  const size = frame && fitted(frame)
  const seen = frame ? held(look, frame) : look
  const box = size && {
    ...size,
    translate: `${seen.x + drag.x}px ${seen.y + Math.max(0, drag.y)}px`,
    scale: seen.scale,
  }
  const shown = cx('absolute inset-0 m-auto max-w-none select-none', !box && 'invisible')
  return (
    <div
      ref={place}
      data-testid="picture-stage"
      {...hands}
      className={cx(
        'relative h-full touch-none overflow-hidden',
        seen.scale > 1 && 'cursor-grab active:cursor-grabbing',
      )}
    >
      {state === 'coming' && file.thumbnail && box && (
        // biome-ignore lint/performance/noImgElement: as in the conversation.
        <img src={file.thumbnail.url} alt="" draggable={false} style={box} className={shown} />
      )}
      {state === 'failed' ? (
        <div
          role="alert"
          className="grid h-full place-content-center justify-items-center gap-4 p-6 text-center"
        >
          <p>{t('files.pictures.failed')}</p>
          <a href={file.url} download={file.name} className={buttonClass('primary')}>
            {t('files.download')}
          </a>
        </div>
      ) : (
        // biome-ignore lint/performance/noImgElement: as in the conversation.
        <img
          src={file.url}
          alt={file.name}
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => {
            setState('here')
            if (!picture) setPicture({ width, height })
          }}
          onError={() => setState('failed')}
          style={box ?? {}}
          className={shown}
        />
      )}
    </div>
  )
}

const sizeOf = ({ width, height }: Attachment): Size | null => (width && height ? { width, height } : null)
