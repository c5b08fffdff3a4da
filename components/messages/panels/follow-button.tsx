'use client'

import { Bell, BellOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { IconButton } from '#components/ui/icon-button.tsx'
import { say } from '#components/ui/toast.ts'
import { asRefusal } from '#lib/errors.ts'

type Props = { following: boolean; follow: (following: boolean) => Promise<void> }

/** Whether what is new in a thread is told to the viewer. */
export function FollowButton({ following, follow }: Props) {
  const t = useTranslations()
  const press = () => follow(!following).catch((error: unknown) => say(asRefusal(error)))
  return (
    <IconButton label={t('messages.thread.follow')} aria-pressed={following} onClick={() => void press()}>
      {following ? <Bell size={18} aria-hidden /> : <BellOff size={18} aria-hidden />}
    </IconButton>
  )
}
