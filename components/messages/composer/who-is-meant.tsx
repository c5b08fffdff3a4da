import { useTranslations } from 'next-intl'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import type { Typed } from '#lib/messages/browser/typed-names.ts'
import { useApart } from './use-apart.ts'

type Props = { unclear: Typed; onChoose: (id: string | null) => void }

/** Asks who is meant by a name that several people have, before anybody is told. */
export default function WhoIsMeant({ unclear: { name, ids }, onChoose }: Props) {
  const t = useTranslations()
  const { members } = useTalk()
  const apartOf = useApart()
  return (
    <fieldset className="flex flex-wrap items-center gap-2 border-line border-t px-3.5 py-2 text-sm">
      <legend role="alert" className="float-start w-full">
        {t('messages.composer.unclear', { name })}
      </legend>
      {ids.map((id) => {
        const person = members.find((one) => one.id === id)
        return (
          <Button key={id} size="small" onClick={() => onChoose(id)}>
            {person && <Avatar person={person} size="small" />}
            <span className="truncate">{person?.name ?? t('messages.completion.everybody')}</span>
            {person && <span className="text-ink-soft">{apartOf(person).hint}</span>}
          </Button>
        )
      })}
      <Button size="small" look="plain" onClick={() => onChoose(null)}>
        {t('messages.composer.nobody')}
      </Button>
    </fieldset>
  )
}
