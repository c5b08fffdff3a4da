import { AtSign, Hash } from 'lucide-react'
import { Avatar } from '#components/ui/avatar.tsx'
import { cx } from '#components/ui/classes.ts'
import { itemClass, popupSurface } from '#components/ui/popup.ts'
import type { Choice } from './use-choices.ts'
import type { useCompletion } from './use-completion.ts'

/** What may be meant, above the text. The focus stays in the text. */
export function CompletionList({
  choices,
  at,
  listId,
  label,
  optionId,
  insert,
}: ReturnType<typeof useCompletion>) {
  if (choices.length === 0) return null
  return (
    <div
      role="listbox"
      id={listId}
      aria-label={label}
      className={cx(popupSurface, 'absolute bottom-full start-0 z-40 mb-1 w-80 max-w-full p-1.5')}
    >
      {choices.map((choice, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the text keeps the focus
        <div
          key={choice.key}
          role="option"
          id={optionId(index)}
          aria-selected={index === at}
          className={cx(itemClass, index === at && 'bg-sunken')}
          onPointerDown={(event) => {
            event.preventDefault()
            insert(choice)
          }}
        >
          <Sign choice={choice} />
          {/* Beside the name while there is room for both, and below it else. */}
          <span className="flex min-w-0 flex-1 flex-wrap items-baseline justify-between gap-x-3">
            <span className="max-w-full truncate">{choice.label}</span>
            {choice.hint && <span className="max-w-full truncate text-ink-soft text-sm">{choice.hint}</span>}
          </span>
        </div>
      ))}
    </div>
  )
}

function Sign({ choice: { emoji, picture, person, named, isCommand } }: { choice: Choice }) {
  if (isCommand) return null
  if (picture)
    // biome-ignore lint/performance/noImgElement: small already, and guarded.
    return <img src={picture} alt="" className="size-6 shrink-0 object-contain" />
  if (emoji) return <span className="w-6 shrink-0 text-center">{emoji}</span>
  if (person) return <Avatar person={person} size="small" />
  const Icon = named?.isRoom ? Hash : AtSign
  return <Icon size={18} aria-hidden className="mx-0.5 text-ink-soft" />
}
