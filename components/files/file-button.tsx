import { Paperclip } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'

/** Chooses files from this device. */
export function FileButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const t = useTranslations()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton label={t('files.attach')} className="me-auto" onClick={() => input.current?.click()}>
        <Paperclip size={18} aria-hidden />
      </IconButton>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        data-testid="file-input"
        onChange={({ currentTarget }) => {
          onFiles(Array.from(currentTarget.files ?? []))
          // The same file again is a change too.
          currentTarget.value = ''
        }}
      />
    </>
  )
}
