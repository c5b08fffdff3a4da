import { useTranslations } from 'next-intl'
import { useCall } from '#components/calls/use-call.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Call } from '#lib/calls/browser/call.ts'
import { Notice } from './notice.tsx'

/** Who waits outside of a locked call, for those who may let them in. */
export function Knocks({ call }: { call: Call }) {
  const t = useTranslations()
  const { knocking } = useCall(call)
  return knocking.map((person) => (
    <Notice key={person.id}>
      <Avatar person={person} size="small" />
      <span className="min-w-0 flex-1 truncate">
        {t.rich('calls.notices.knock', {
          name: person.name,
          person: (name) => <bdi className="font-semibold">{name}</bdi>,
        })}
      </span>
      <Button size="small" onClick={() => void call.admission.answer(person.id, false)}>
        {t('calls.notices.notNow')}
      </Button>
      <Button look="primary" size="small" onClick={() => void call.admission.answer(person.id, true)}>
        {t('calls.notices.letIn')}
      </Button>
    </Notice>
  ))
}
