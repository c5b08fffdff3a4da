'use client'

import { useState, useSyncExternalStore } from 'react'
import { initialOf } from '#lib/text/cut.ts'
import { cx } from './classes.ts'
import { hueOf } from './hue.ts'
import { newerPictures } from './newer-pictures.ts'

const sizes = {
  small: 'size-6 text-xs',
  medium: 'size-9 text-sm',
  door: 'size-11 text-base',
  large: 'size-16 text-lg',
  /** As large as fits into what contains it (`@container-size`). */
  fitting: 'size-[70cqmin] text-[26cqmin]',
}

const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return chosen.map((word) => initialOf(word ?? '')).join('')
}

type Props = {
  person: { id: string; name: string; avatarUrl: string | null }
  size?: keyof typeof sizes
  /** A mark for being there; leave it out where presence is not known. */
  online?: boolean | undefined
}

/** Decoration beside a written name, so it is hidden from assistive technology. */
export function Avatar({ person, size = 'medium', online }: Props) {
  const newer = useSyncExternalStore(
    newerPictures.subscribe,
    () => newerPictures.get()[person.id],
    asAskedFor,
  )
  const picture = newer === undefined ? person.avatarUrl : newer
  return (
    <span aria-hidden className="relative inline-flex shrink-0">
      <span
        className={cx(
          'relative inline-flex select-none items-center justify-center overflow-hidden rounded-full font-semibold text-on-hue',
          hueOf(person.id),
          sizes[size],
        )}
      >
        {initialsOf(person.name)}
        {picture && <Picture key={picture} src={picture} />}
      </span>
      {online && (
        <span className="-end-0.5 -bottom-0.5 absolute size-3 rounded-full border-2 border-paper bg-online" />
      )}
    </span>
  )
}

const asAskedFor = () => undefined

/** Over the initials once it is here. */
function Picture({ src }: { src: string }) {
  const [isHere, setIsHere] = useState(false)
  return (
    // biome-ignore lint/performance/noImgElement: small already, and from wherever people have theirs.
    <img
      // What came before this page's script ran tells nobody.
      ref={(image) => setIsHere(image !== null && image.naturalWidth > 0)}
      src={src}
      alt=""
      onLoad={() => setIsHere(true)}
      className={cx('absolute inset-0 size-full bg-inherit object-cover', !isHere && 'opacity-0')}
    />
  )
}
