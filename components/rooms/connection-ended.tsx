import { useTranslations } from 'next-intl'
import { buttonClass } from '#components/ui/button.tsx'
import { useReload } from '#components/ui/use-reload.ts'

const reasons = {
  signed_out: 'rooms.connection.signedOut',
  revoked: 'rooms.connection.revoked',
  deactivated: 'rooms.connection.deactivated',
  too_many_sockets: 'rooms.connection.tooManyTabs',
  outdated: 'rooms.connection.outdated',
} as const
const isReason = (ended: string): ended is keyof typeof reasons => ended in reasons

/** Why the line to the server is over for good, and the way on. */
export default function ConnectionEnded({ ended }: { ended: string }) {
  const t = useTranslations()
  const reload = useReload()
  if (!isReason(ended)) return null
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-center gap-3 bg-danger-wash px-4 py-2 text-danger-text text-sm"
    >
      {t(reasons[ended])}
      <button type="button" className={buttonClass('plain', 'small')} onClick={reload}>
        {t(
          ended === 'too_many_sockets' || ended === 'outdated'
            ? 'rooms.connection.reload'
            : 'rooms.connection.signIn',
        )}
      </button>
    </div>
  )
}
