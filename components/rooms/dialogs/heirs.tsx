import { useTranslations } from 'next-intl'
import { Alert } from '#components/ui/alert.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { RefusalText } from '#components/words/refusal-text.tsx'
import type { Person } from '#lib/accounts/schema.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

type Props = {
  people: readonly Person[]
  failure: Refused | null
  sought: string
  setSought: (sought: string) => void
  heir: string | null
  setHeir: (id: string) => void
}

/** Members by a part of their name, one of whom is chosen. */
export function Heirs({ people, failure, sought, setSought, heir, setHeir }: Props) {
  const t = useTranslations()
  return (
    <>
      {failure && (
        <Alert>
          <RefusalText of={failure} />
        </Alert>
      )}
      <TextField
        label={t('rooms.people.find')}
        name="member"
        autoComplete="off"
        maxLength={80}
        value={sought}
        onChange={(event) => setSought(event.target.value)}
      />
      <fieldset className="max-h-60 min-w-0 overflow-y-auto">
        <legend className="sr-only">{t('rooms.leaving.heir')}</legend>
        {people.map((person) => (
          <label key={person.id} className="flex items-center gap-3 rounded-lg px-2 py-1.5 hover:bg-sunken">
            <input
              type="radio"
              name="heir"
              value={person.id}
              checked={heir === person.id}
              onChange={() => setHeir(person.id)}
              className="accent-accent"
            />
            <Avatar person={person} />
            <bdi className="min-w-0 flex-1 truncate">{person.name}</bdi>
          </label>
        ))}
      </fieldset>
    </>
  )
}
