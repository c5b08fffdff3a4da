import { Phone, PhoneOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { ringTone } from '#lib/calls/browser/sound/ring-tone.ts'
import type { EventPayload } from '#lib/realtime/contract.ts'

type Props = { ring: EventPayload<'call:ringing'> | null; onDecline: () => void; onAnswer: () => void }

/** Who calls, seen and heard. Only one of one's tabs makes the sound. */
export default function RingingBar({ ring, onDecline, onAnswer }: Props) {
  const t = useTranslations()
  const roomId = ring?.roomId
  useEffect(() => {
    if (roomId) return ringInOneTab(roomId)
  }, [roomId])

  if (!ring) return null
  const { from } = ring
  return (
    <section
      aria-label={t('ringing.label')}
      className="corridor fixed inset-x-3 top-3 z-50 mx-auto flex max-w-md flex-wrap items-center justify-end gap-3 rounded-2xl p-4 shadow-raised"
    >
      <div className="flex min-w-40 flex-1 items-center gap-3">
        <Avatar person={from} />
        {/* What happens is never cut off, however long a name is. */}
        <p role="alert" className="min-w-0 flex-1 break-words">
          {t.rich('ringing.from', {
            name: from.name,
            person: (name) => <bdi className="font-semibold">{name}</bdi>,
          })}
        </p>
      </div>
      <div className="flex gap-2">
        <Button look="danger" size="small" onClick={onDecline}>
          <PhoneOff size={16} aria-hidden />
          {t('ringing.decline')}
        </Button>
        <Button look="primary" size="small" onClick={onAnswer}>
          <Phone size={16} aria-hidden />
          {t('ringing.answer')}
        </Button>
      </div>
    </section>
  )
}

/** Returns how to stop. */
function ringInOneTab(roomId: string): () => void {
  const over = new AbortController()
  const ring = () =>
    new Promise<void>((done) => {
      const stop = ringTone()
      over.signal.addEventListener('abort', () => {
        stop()
        done()
      })
    })
  // Without locks (plain HTTP) there are no calls either: browsers give no devices.
  void navigator.locks
    ?.request(`rooms.ringing.${roomId}`, { signal: over.signal }, ring)
    .catch(() => undefined)
  return () => over.abort()
}
