import { Fragment } from 'react'
import { partedByEmoji } from '#lib/emoji/name.ts'
import type { CustomEmoji as Emoji } from '#lib/emoji/schema.ts'
import { CustomEmoji } from './custom-emoji.tsx'

export type FindEmoji = (name: string) => Emoji | undefined

/** A text with the pictures of the emoji it names. Its parts never change places: a position is a key. */
export const TextWithEmoji = ({ text, find }: { text: string; find: FindEmoji }) =>
  partedByEmoji(text, find).map((part, at) => {
    const key = `${at}`
    return typeof part === 'string' ? (
      <Fragment key={key}>{part}</Fragment>
    ) : (
      <CustomEmoji key={key} emoji={part} />
    )
  })
