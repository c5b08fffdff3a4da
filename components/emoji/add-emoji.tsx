'use client'

import { ImagePlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { say } from '#components/ui/toast.ts'
import { useRefusalWords } from '#components/words/refusal-text.tsx'
import { customEmoji } from '#lib/emoji/browser/custom-emoji.ts'
import { betweenColons, mostNameChars, nameOfFile } from '#lib/emoji/name.ts'
import { asRefusal } from '#lib/errors.ts'

/** A picture and a name become an emoji for everybody. */
export function AddEmoji() {
  const t = useTranslations()
  const words = useRefusalWords()
  const [picture, setPicture] = useState<File | null>(null)
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const shown = useAddress(picture)

  const choose = (file: File | undefined) => {
    if (!file) return
    setPicture(file)
    setFailure(null)
    if (name === '') setName(nameOfFile(file.name))
  }
  const add = async (event: SubmitEvent) => {
    event.preventDefault()
    if (busy) return
    if (!picture) return setFailure(t('emoji.noPicture'))
    setBusy(true)
    setFailure(null)
    try {
      const added = await customEmoji.add(name, picture)
      say(t('emoji.added', { name: betweenColons(added.name) }))
      setPicture(null)
      setName('')
    } catch (error) {
      setFailure(words(asRefusal(error)))
    }
    setBusy(false)
  }
  return (
    <form
      aria-label={t('emoji.add')}
      onSubmit={(event) => void add(event)}
      className="flex flex-col gap-4 rounded-2xl border border-line bg-raised p-4"
    >
      {failure && <Alert>{failure}</Alert>}
      <div className="flex items-center gap-4">
        <span className="flex size-16 shrink-0 items-center justify-center rounded-lg border border-line border-dashed text-ink-soft">
          {shown ? (
            // biome-ignore lint/performance/noImgElement: a picture of this browser.
            <img src={shown} alt="" className="size-full object-contain p-1" />
          ) : (
            <ImagePlus size={22} aria-hidden />
          )}
        </span>
        <div className="flex min-w-0 flex-col items-start gap-1.5">
          <Button size="small" onClick={() => input.current?.click()}>
            {picture ? t('emoji.otherPicture') : t('emoji.picture')}
          </Button>
          <p className="text-ink-soft text-sm">{t('emoji.pictureHint')}</p>
          <input
            ref={input}
            type="file"
            accept="image/png,image/apng,image/jpeg,image/gif,image/webp,image/avif"
            hidden
            onChange={({ currentTarget }) => {
              choose(currentTarget.files?.[0])
              // The same file again is a change too.
              currentTarget.value = ''
            }}
          />
        </div>
      </div>
      <TextField
        label={t('emoji.name')}
        name="name"
        hint={t('emoji.nameHint')}
        autoComplete="off"
        maxLength={mostNameChars + 2}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" look="primary" busy={busy} className="self-start">
        {t('emoji.add')}
      </Button>
    </form>
  )
}

/** An address by which the page shows a file, as long as it does. */
function useAddress(file: File | null): string | null {
  const [address, setAddress] = useState<string | null>(null)
  useEffect(() => {
    if (!file) return setAddress(null)
    const made = URL.createObjectURL(file)
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return address
}
