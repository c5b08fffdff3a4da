'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { withProfileWords } from '#components/accounts/profile-words.tsx'
import { useViewer } from '#components/rooms/my-rooms-context.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { say } from '#components/ui/toast.ts'
import { useRefusalWords } from '#components/words/refusal-text.tsx'
import { personOf } from '#lib/accounts/person.ts'
import { removeAvatar } from '#lib/avatars/browser/avatar.ts'
import { drawn } from '#lib/avatars/browser/cut-out.ts'
import { asRefusal } from '#lib/errors.ts'

/** Only who has chosen a picture loads it. */
const CropDialog = lazily(() => import('./crop-dialog.tsx'))

/** The viewer's picture: chosen, cropped and shown, or taken away. */
export const PictureSetting = withProfileWords(function PictureSetting() {
  const t = useTranslations()
  const router = useRouter()
  const words = useRefusalWords()
  const viewer = useViewer()
  const input = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [chosen, setChosen] = useState<HTMLImageElement | null>(null)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  const choose = async (file: File | undefined) => {
    if (!file) return
    setFailure(null)
    const address = URL.createObjectURL(file)
    const image = await drawn(address)
    if (image) return setChosen(image)
    URL.revokeObjectURL(address)
    setFailure(t('profile.picture.unreadable'))
  }
  const leave = () => {
    if (chosen) URL.revokeObjectURL(chosen.src)
    setChosen(null)
  }
  const done = (told: string) => {
    say(told)
    // What the server drew shows the one before.
    router.refresh()
  }
  const remove = async () => {
    setBusy(true)
    setFailure(null)
    try {
      await removeAvatar()
      done(t('profile.picture.removed'))
      button.current?.focus()
    } catch (error) {
      setFailure(words(asRefusal(error)))
    }
    setBusy(false)
  }
  return (
    <div className="flex flex-col gap-4">
      {failure && <Alert>{failure}</Alert>}
      <div className="flex flex-wrap items-center gap-4">
        <Avatar person={personOf(viewer)} size="large" />
        <div className="flex min-w-48 flex-1 flex-col gap-2">
          <p className="text-ink-soft text-sm">{t('profile.picture.hint')}</p>
          <div className="flex flex-wrap gap-2">
            <Button ref={button} size="small" onClick={() => input.current?.click()}>
              {t(viewer.avatarUrl ? 'profile.picture.other' : 'profile.picture.choose')}
            </Button>
            {viewer.avatarUrl && (
              <Button size="small" look="quiet" busy={busy} onClick={() => void remove()}>
                {t('profile.picture.remove')}
              </Button>
            )}
          </div>
        </div>
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          onChange={({ currentTarget }) => {
            void choose(currentTarget.files?.[0])
            // The same file again is a change too.
            currentTarget.value = ''
          }}
        />
      </div>
      {chosen && (
        <CropDialog
          picture={chosen}
          onClose={leave}
          onShown={() => {
            leave()
            done(t('profile.picture.saved'))
          }}
        />
      )}
    </div>
  )
})
