'use client'

import { Upload } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { givenBy } from '#lib/files/browser/given.ts'
import type { Complaint } from '#lib/files/browser/refused-files.ts'

type Props = {
  /** null: nothing can be sent from here. */
  onFiles: ((files: File[], leftOut: Complaint[]) => void) | null
  children: ReactNode
}

const carriesFiles = (event: { dataTransfer: DataTransfer | null }) =>
  event.dataTransfer?.types.includes('Files') ?? false

/** A region onto which files may be dropped, wherever in it. */
export function DropZone({ onFiles, children }: Props) {
  const t = useTranslations()
  const [over, setOver] = useState(false)
  /** Entering a child comes before leaving its parent: only the last way out is out. */
  const depth = useRef(0)
  useKeepPage()

  const moved = (step: 1 | -1) => (event: DragEvent) => {
    if (!carriesFiles(event)) return
    depth.current += step
    setOver(depth.current > 0)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard has the paper clip.
    <div
      data-conversation
      className="relative flex min-h-0 min-w-0 flex-1 flex-col"
      onDragEnter={moved(1)}
      onDragLeave={moved(-1)}
      onDragOver={(event) => {
        if (carriesFiles(event)) event.preventDefault()
      }}
      onDrop={(event) => {
        depth.current = 0
        setOver(false)
        if (!onFiles || !carriesFiles(event)) return
        event.preventDefault()
        void givenBy(event.dataTransfer).then(({ files, complaints }) => onFiles(files, complaints))
      }}
    >
      {children}
      {over && onFiles && (
        <div className="pointer-events-none absolute inset-2 z-30 grid place-items-center rounded-2xl border-2 border-focus border-dashed bg-paper/90">
          <p className="flex items-center gap-2 font-semibold text-lg">
            <Upload size={22} aria-hidden /> {t('files.drop')}
          </p>
        </div>
      )}
    </div>
  )
}

/** A file dropped beside the zone would replace the page, and everything written in it. */
function useKeepPage() {
  useEffect(() => {
    const keep = (event: globalThis.DragEvent) => {
      if (carriesFiles(event)) event.preventDefault()
    }
    window.addEventListener('dragover', keep)
    window.addEventListener('drop', keep)
    return () => {
      window.removeEventListener('dragover', keep)
      window.removeEventListener('drop', keep)
    }
  }, [])
}
