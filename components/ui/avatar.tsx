import { Avatar as Base } from '@base-ui/react/avatar'
import { cx } from './classes.ts'
import { hueOf } from './hue.ts'

const sizes = { small: 'size-6 text-xs', medium: 'size-9 text-sm', large: 'size-16 text-lg' }

const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return chosen
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

type Props = {
  person: { id: string; name: string; avatarUrl: string | null }
  size?: keyof typeof sizes
  /** A mark for being there; leave it out where presence is not known. */
  online?: boolean | undefined
}

/** Decoration beside a written name, so it is hidden from assistive technology. */
export function Avatar({ person, size = 'medium', online }: Props) {
  return (
    <span aria-hidden className="relative inline-flex shrink-0">
      <Base.Root
        className={cx(
          'inline-flex select-none items-center justify-center overflow-hidden rounded-full font-semibold text-on-hue',
          hueOf(person.id),
          sizes[size],
        )}
      >
        {person.avatarUrl && <Base.Image src={person.avatarUrl} alt="" className="size-full object-cover" />}
        <Base.Fallback>{initialsOf(person.name)}</Base.Fallback>
      </Base.Root>
      {online && (
        <span className="-end-0.5 -bottom-0.5 absolute size-3 rounded-full border-2 border-paper bg-online" />
      )}
    </span>
  )
}
