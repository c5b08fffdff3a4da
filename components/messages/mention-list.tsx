import { AtSign } from 'lucide-react'
import { Avatar } from '#components/ui/avatar.tsx'
import { cx } from '#components/ui/classes.ts'
import { itemClass, popupSurface } from '#components/ui/popup.ts'
import type { useMentioning } from './use-mentioning.ts'

/** The names that may be meant, above the composer. The focus stays in the text. */
export function MentionList({ offered, at, listId, optionId, insert }: ReturnType<typeof useMentioning>) {
  if (offered.length === 0) return null
  return (
    <div
      role="listbox"
      id={listId}
      aria-label="People"
      className={cx(popupSurface, 'absolute bottom-full left-4 z-30 mb-1 w-72 max-w-[calc(100%-2rem)] p-1.5')}
    >
      {offered.map((one, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the composer keeps the focus and names the active option
        <div
          key={one.id}
          role="option"
          id={optionId(index)}
          aria-selected={index === at}
          className={cx(itemClass, index === at && 'bg-sunken')}
          onPointerDown={(event) => {
            event.preventDefault()
            insert(one.name)
          }}
        >
          {'avatarUrl' in one ? (
            <Avatar person={one} size="small" />
          ) : (
            <AtSign size={18} aria-hidden className="mx-0.5 text-ink-soft" />
          )}
          <span className="truncate">{one.name}</span>
          {one.id === 'room' && <span className="text-ink-soft text-sm">everybody here</span>}
        </div>
      ))}
    </div>
  )
}
