import { useFormatter, useTranslations } from 'next-intl'
import { Avatar } from '#components/ui/avatar.tsx'
import type { Participant } from '#lib/calls/schema.ts'
import { isolated } from '#lib/text/isolate.ts'

/** Who is in the call already. */
export function Inside({ participants }: { participants: readonly Participant[] }) {
  const t = useTranslations()
  const { list } = useFormatter()
  if (participants.length === 0) return <p className="mt-1 text-corridor-soft">{t('calls.lobby.empty')}</p>
  const names = list(
    participants.map(({ name }) => isolated(name)),
    { type: 'conjunction' },
  )
  return (
    <div className="mt-2 flex items-center gap-3">
      <span className="flex -space-x-2">
        {participants.slice(0, 5).map(({ participantId, userId, name, avatarUrl }) => (
          <Avatar key={participantId} person={{ id: userId, name, avatarUrl }} />
        ))}
      </span>
      <p className="min-w-0 text-corridor-soft">
        {t('calls.lobby.inside', { names, people: participants.length })}
      </p>
    </div>
  )
}
