'use client'

import { Dialog } from '@base-ui/react/dialog'
import { ChevronLeft, ChevronRight, Download, X, ZoomIn, ZoomOut } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useFormats } from '#components/words/use-formats.ts'
import { type Frame, type Look, magnified, moved, whole } from '#lib/files/browser/magnify.ts'
import { sizeText } from '#lib/files/browser/size.ts'
import type { Attachment } from '#lib/files/schema.ts'
import { PictureStage } from './picture-stage.tsx'

/** A picture, who sent it, and when, in words. */
type SentPicture = { file: Attachment; by: string; when: string }

type Props = {
  pictures: readonly SentPicture[]
  shown: string
  /** Another one, or null: none any more. */
  onShow: (id: string | null) => void
}

const controlClass =
  'inline-flex size-10 shrink-0 items-center justify-center rounded-full bg-white/10 text-white hover:bg-white/25 focus-visible:outline-2 focus-visible:outline-white disabled:opacity-30'
const sideClass = `${controlClass} absolute top-1/2 -translate-y-1/2 bg-black/50 hover:bg-black/75 max-sm:sr-only max-sm:focus-visible:not-sr-only`

const step = 1.5
const panPx = 80
const pans: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: panPx, y: 0 },
  ArrowRight: { x: -panPx, y: 0 },
  ArrowUp: { x: 0, y: panPx },
  ArrowDown: { x: 0, y: -panPx },
}
const middle = { x: 0, y: 0 }
/** What comes next is fetched before it is asked for, unless it is a lot. */
const aheadBytes = 8_000_000

/** Pictures one at a time, whole, and as large as one wants them. */
export default function Lightbox({ pictures, shown, onShow }: Props) {
  const t = useTranslations()
  const formats = useFormats()
  const popup = useRef<HTMLDivElement>(null)
  const frame = useRef<Frame>(null)
  const at = pictures.findIndex(({ file }) => file.id === shown)
  const picture = pictures[at]
  // Each picture begins whole.
  const [kept, setKept] = useState({ of: shown, look: whole })
  const look = kept.of === shown ? kept.look : whole
  const onLook = (change: (look: Look) => Look) =>
    setKept((now) => ({ of: shown, look: change(now.of === shown ? now.look : whole) }))

  const go = (by: number) => {
    const next = pictures[at + by]
    if (next) onShow(next.file.id)
  }
  /** To what is on the right of the screen, which is the one before in scripts from right to left. */
  const goAside = (side: -1 | 1) => {
    const isReversed = popup.current && getComputedStyle(popup.current).direction === 'rtl'
    go(isReversed ? -side : side)
  }
  const magnify = (factor: number) => {
    const { current } = frame
    if (current) onLook((now) => magnified(now, factor, middle, current))
  }
  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const pan = pans[event.key]
    const { current } = frame
    if (event.key === '+' || event.key === '=') magnify(step)
    else if (event.key === '-') magnify(1 / step)
    else if (event.key === '0') onLook(() => whole)
    else if (pan && look.scale > 1 && current) onLook((now) => moved(now, pan, current))
    else if (event.key === 'ArrowLeft') goAside(-1)
    else if (event.key === 'ArrowRight') goAside(1)
    else return
    event.preventDefault()
  }
  const next = pictures[at + 1]?.file
  useEffect(() => {
    if (next && next.sizeBytes < aheadBytes) new Image().src = next.url
  }, [next])

  if (!picture) return null
  const { file, by, when } = picture
  return (
    <Dialog.Root open onOpenChange={() => onShow(null)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black" />
        <Dialog.Popup
          ref={popup}
          initialFocus={popup}
          onKeyDown={key}
          className="fixed inset-0 z-40 flex flex-col text-white outline-none"
        >
          <div className="flex items-center gap-2 p-2">
            <p className="min-w-0 flex-1 px-1 text-sm tabular-nums">
              {pictures.length > 1 && t('files.pictures.at', { at: at + 1, count: pictures.length })}
            </p>
            <button
              type="button"
              aria-label={t('files.pictures.smaller')}
              disabled={look.scale <= 1}
              onClick={() => magnify(1 / step)}
              className={controlClass}
            >
              <ZoomOut size={18} aria-hidden />
            </button>
            <button
              type="button"
              aria-label={t('files.pictures.larger')}
              onClick={() => magnify(step)}
              className={controlClass}
            >
              <ZoomIn size={18} aria-hidden />
            </button>
            <a href={file.url} download={file.name} aria-label={t('files.download')} className={controlClass}>
              <Download size={18} aria-hidden />
            </a>
            <Dialog.Close aria-label={t('common.close')} className={controlClass}>
              <X size={18} aria-hidden />
            </Dialog.Close>
          </div>
          <div className="relative min-h-0 flex-1">
            <PictureStage
              key={file.id}
              file={file}
              look={look}
              onLook={onLook}
              onFrame={(now) => {
                frame.current = now
              }}
              onSwipe={goAside}
              onClose={() => onShow(null)}
            />
            {pictures.length > 1 && (
              <>
                <button
                  type="button"
                  aria-label={t('files.pictures.previous')}
                  disabled={at === 0}
                  onClick={() => go(-1)}
                  className={`${sideClass} start-3`}
                >
                  <ChevronLeft size={22} aria-hidden className="rtl:-scale-x-100" />
                </button>
                <button
                  type="button"
                  aria-label={t('files.pictures.next')}
                  disabled={at === pictures.length - 1}
                  onClick={() => go(1)}
                  className={`${sideClass} end-3`}
                >
                  <ChevronRight size={22} aria-hidden className="rtl:-scale-x-100" />
                </button>
              </>
            )}
          </div>
          <div aria-live="polite" aria-atomic className="px-4 py-2 text-center">
            <Dialog.Title dir="auto" className="truncate font-medium">
              {file.name}
            </Dialog.Title>
            <p className="truncate text-sm text-white/75">
              {t('files.pictures.sent', { by, when, size: sizeText(formats, file.sizeBytes) })}
            </p>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
