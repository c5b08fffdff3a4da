import { Avatar } from '#components/ui/avatar.tsx'
import type { Participant } from '#lib/calls/schema.ts'

const names = new Intl.ListFormat('en', { type: 'conjunction' })

/** Who is in the call already. */
export function Inside({ participants }: { participants: readonly Participant[] }) {
  if (participants.length === 0) return <p className="mt-1 text-corridor-soft">Nobody is in the call yet.</p>
  const people = participants.map(({ name }) => name)
  return (
    <div className="mt-2 flex items-center gap-3">
      <span className="flex -space-x-2">
        {participants.slice(0, 5).map(({ participantId, userId, name, avatarUrl }) => (
          <Avatar key={participantId} person={{ id: userId, name, avatarUrl }} />
        ))}
      </span>
      <p className="min-w-0 text-corridor-soft">
        {names.format(people)} {people.length === 1 ? 'is' : 'are'} in the call.
      </p>
    </div>
  )
}
