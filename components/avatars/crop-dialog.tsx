'use client'

import 'react-easy-crop/react-easy-crop.css'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import Cropper, { type Area } from 'react-easy-crop'
import { withProfileWords } from '#components/accounts/profile-words.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { labelClass } from '#components/ui/field.ts'
import { useRefusalWords } from '#components/words/refusal-text.tsx'
import { sendAvatar } from '#lib/avatars/browser/avatar.ts'
import { cutOut } from '#lib/avatars/browser/cut-out.ts'
import { asRefusal } from '#lib/errors.ts'

const mostZoom = 5

type Props = { picture: HTMLImageElement; onClose: () => void; onShown: () => void }

/** Which square of a picture is shown of it, as others see it: round. */
function CropDialog({ picture, onClose, onShown }: Props) {
  const t = useTranslations()
  const words = useRefusalWords()
  const zoomId = useId()
  const [crop, setCrop] = useState({ x: 0, y: 0 })
  const [zoom, setZoom] = useState(1)
  const [area, setArea] = useState<Area | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const submit = async () => {
    if (!area) return
    setBusy(true)
    setFailure(null)
    try {
      const square = await cutOut(picture, area)
      if (square) {
        await sendAvatar(square)
        return onShown()
      }
      setFailure(t('profile.picture.unreadable'))
    } catch (error) {
      setFailure(words(asRefusal(error)))
    }
    setBusy(false)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !(open || busy) && onClose()}
      title={t('profile.picture.crop')}
      description={t('profile.picture.cropHint')}
    >
      <div className="flex flex-col gap-4">
        {failure && <Alert>{failure}</Alert>}
        <div className="relative h-72 overflow-hidden rounded-xl bg-corridor">
          <Cropper
            image={picture.src}
            aspect={1}
            cropShape="round"
            showGrid={false}
            // The content security policy refuses styles that scripts write into the page.
            disableAutomaticStylesInjection
            crop={crop}
            zoom={zoom}
            maxZoom={mostZoom}
            keyboardStep={8}
            cropperProps={{ role: 'group', 'aria-label': t('profile.picture.area') }}
            mediaProps={{ alt: '' }}
            onCropChange={setCrop}
            onZoomChange={setZoom}
            onCropComplete={(_, pixels) => setArea(pixels)}
          />
        </div>
        <div className="flex items-center gap-3">
          <label htmlFor={zoomId} className={labelClass}>
            {t('profile.picture.zoom')}
          </label>
          <input
            id={zoomId}
            type="range"
            min={1}
            max={mostZoom}
            step={0.05}
            value={zoom}
            onChange={({ currentTarget }) => setZoom(Number(currentTarget.value))}
            className="min-w-0 flex-1 accent-accent"
          />
        </div>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button look="primary" busy={busy} onClick={() => void submit()}>
            {t('profile.picture.submit')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

export default withProfileWords(CropDialog)
