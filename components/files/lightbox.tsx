'use client'

import { Dialog } from '@base-ui/react/dialog'
import { ChevronLeft, ChevronRight, Download, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { KeyboardEvent } from 'react'
import { useFormats } from '#components/words/use-formats.ts'
import { sizeText } from '#lib/files/browser/size.ts'
import type { Attachment } from '#lib/files/schema.ts'

type Props = {
  pictures: readonly Attachment[]
  shown: string
  /** Another one, or null: none any more. */
  onShow: (id: string | null) => void
}

const controlClass =
  'inline-flex size-10 shrink-0 items-center justify-center rounded-full bg-black/50 text-white hover:bg-black/75 disabled:opacity-30'

/**
 * The pictures of a message, one at a time, as large as they are or as
 * the window is. Arrow keys go through them.
 */
export default function Lightbox({ pictures, shown, onShow }: Props) {
  const t = useTranslations()
  const formats = useFormats()
  const at = pictures.findIndex(({ id }) => id === shown)
  const picture = pictures[at]
  const go = (step: number) => {
    const next = pictures[at + step]
    if (next) onShow(next.id)
  }
  const key = ({ key }: KeyboardEvent) => {
    if (key === 'ArrowLeft') go(-1)
    if (key === 'ArrowRight') go(1)
  }
  if (!picture) return null
  return (
    <Dialog.Root open onOpenChange={() => onShow(null)}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/85" />
        <Dialog.Popup onKeyDown={key} className="fixed inset-0 z-40 flex flex-col text-white outline-none">
          <div className="flex items-center gap-2 p-3">
            <Dialog.Title dir="auto" className="min-w-0 flex-1 truncate font-medium">
              {picture.name}
            </Dialog.Title>
            <p className="shrink-0 text-sm">
              {pictures.length > 1 && `${t('files.pictures.at', { at: at + 1, count: pictures.length })} · `}
              {sizeText(formats, picture.sizeBytes)}
            </p>
            <a
              href={picture.url}
              download={picture.name}
              aria-label={t('files.download')}
              className={controlClass}
            >
              <Download size={18} aria-hidden />
            </a>
            <Dialog.Close aria-label={t('common.close')} className={controlClass}>
              <X size={18} aria-hidden />
            </Dialog.Close>
          </div>
          <div className="relative grid min-h-0 flex-1 place-items-center p-3 pt-0">
            {/* biome-ignore lint/performance/noImgElement: as in the conversation. */}
            <img
              key={picture.id}
              src={picture.url}
              alt={picture.name}
              width={picture.width}
              height={picture.height}
              className="size-auto max-h-full max-w-full object-contain"
            />
            {pictures.length > 1 && (
              <div className="pointer-events-none absolute inset-x-3 top-1/2 flex -translate-y-1/2 justify-between *:pointer-events-auto">
                <button
                  type="button"
                  aria-label={t('files.pictures.previous')}
                  disabled={at === 0}
                  onClick={() => go(-1)}
                  className={controlClass}
                >
                  <ChevronLeft size={22} aria-hidden className="rtl:-scale-x-100" />
                </button>
                <button
                  type="button"
                  aria-label={t('files.pictures.next')}
                  disabled={at === pictures.length - 1}
                  onClick={() => go(1)}
                  className={controlClass}
                >
                  <ChevronRight size={22} aria-hidden className="rtl:-scale-x-100" />
                </button>
              </div>
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
