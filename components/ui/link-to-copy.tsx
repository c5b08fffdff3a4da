import { Button } from './button.tsx'
import { TextField } from './text-field.tsx'
import { useCopy } from './use-copy.ts'

type Props = { link: string; label: string; copyLabel: string; look?: 'primary' | 'plain' }

/** A link that is to be given to somebody: all of it is chosen at a press, and a button copies it. */
export function LinkToCopy({ link, label, copyLabel, look = 'plain' }: Props) {
  const copy = useCopy()
  return (
    <div className="flex items-end gap-2">
      <div className="min-w-0 flex-1">
        <TextField
          label={label}
          name="link"
          value={link}
          readOnly
          onFocus={(event) => event.currentTarget.select()}
        />
      </div>
      <Button look={look} onClick={() => void copy(link, 'link')}>
        {copyLabel}
      </Button>
    </div>
  )
}
