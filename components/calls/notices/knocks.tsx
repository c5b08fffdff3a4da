import { useCall } from '#components/calls/use-call.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { Notice } from './notice.tsx'

/** Who waits outside of a locked call, for those who may let them in. */
export function Knocks({ call }: { call: Call }) {
  const { knocking } = useCall(call)
  return knocking.map((person) => (
    <Notice key={person.id}>
      <Avatar person={person} size="small" />
      <span className="min-w-0 flex-1 truncate">
        <bdi className="font-semibold">{person.name}</bdi> would like to come in
      </span>
      <Button size="small" onClick={() => void call.admission.answer(person.id, false)}>
        Not now
      </Button>
      <Button look="primary" size="small" onClick={() => void call.admission.answer(person.id, true)}>
        Let in
      </Button>
    </Notice>
  ))
}
