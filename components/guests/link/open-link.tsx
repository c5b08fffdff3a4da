import { QrCode, RefreshCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { lazily } from '#components/ui/lazily.tsx'
import { LinkToCopy } from '#components/ui/link-to-copy.tsx'
import { useFormats } from '#components/words/use-formats.ts'
import type { GuestLink } from '#lib/guests/schema.ts'

const QrPicture = lazily(() => import('#components/ui/qr-picture.tsx'))

type Props = {
  link: GuestLink
  busy: boolean
  onRenew: () => void
  /** How long a new one is good. */
  children: ReactNode
}

/** The link to give away, until when it is good, and who is here by it. */
export function OpenLink({ link, busy, onRenew, children }: Props) {
  const t = useTranslations()
  const formats = useFormats()
  const [shown, setShown] = useState(false)
  const url = new URL(link.url, window.location.origin).href
  const time = formats.dateTime(new Date(link.expiresAt), { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <>
      <LinkToCopy
        link={url}
        label={t('guests.link.label')}
        copyLabel={t('guests.link.copy')}
        look="primary"
      />
      <p role="status" className="text-sm">
        {t('guests.link.until', { time })} {t('guests.link.here', { guests: link.guests })}
      </p>
      {shown && <QrPicture text={url} label={t('guests.link.picture')} />}
      <Button className="self-start" aria-expanded={shown} onClick={() => setShown(!shown)}>
        <QrCode size={16} aria-hidden />
        {t(shown ? 'guests.link.hidePicture' : 'guests.link.showPicture')}
      </Button>
      <div className="flex flex-wrap justify-between gap-2 border-line border-t pt-4">
        {children}
        <Button busy={busy} onClick={onRenew}>
          <RefreshCw size={16} aria-hidden />
          {t('guests.link.renew')}
        </Button>
      </div>
    </>
  )
}
