'use client'

import { ChartColumn } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { IconButton } from '#components/ui/icon-button.tsx'
import { lazily } from '#components/ui/lazily.tsx'

const MakePoll = lazily(() => import('./make-poll.tsx'))

type Props = { roomId: string; replyToId: string | null; onPosted: () => void }

/** The way to ask the room something. */
export function PollButton(props: Props) {
  const t = useTranslations()
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton label={t('polls.make')} onClick={() => setOpen(true)}>
        <ChartColumn size={18} aria-hidden />
      </IconButton>
      {open && <MakePoll {...props} onDone={() => setOpen(false)} />}
    </>
  )
}
