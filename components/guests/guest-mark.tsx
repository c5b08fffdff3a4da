import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { withGuestWords } from './guest-words.tsx'

/** Beside the name of somebody who is here as a guest. */
export const GuestMark = withGuestWords(function GuestMark() {
  return <Badge>{useTranslations()('guests.mark')}</Badge>
})
