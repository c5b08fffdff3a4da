import { QrCode as Sign } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { withRoomRuleWords } from '#components/rooms/room-rule-words.tsx'
import { Button } from '#components/ui/button.tsx'
import { lazily } from '#components/ui/lazily.tsx'

const QrCode = lazily(() => import('#components/ui/qr-code.tsx'))

/** An invitation link for whoever stands beside one: a phone reads it off the screen, or off a print. */
export const InviteCode = withRoomRuleWords(function InviteCode({
  link,
  room,
}: {
  link: string
  room: string
}) {
  const t = useTranslations()
  const [shown, setShown] = useState(false)
  return (
    <>
      <Button size="small" className="self-start" aria-expanded={shown} onClick={() => setShown(!shown)}>
        <Sign size={16} aria-hidden />
        {t(shown ? 'rooms.code.hide' : 'rooms.code.show')}
      </Button>
      {shown && (
        <QrCode
          text={link}
          label={t('rooms.code.label', { room })}
          downloadLabel={t('rooms.code.download')}
          fileName={t('rooms.code.file', { room })}
        />
      )}
    </>
  )
})
