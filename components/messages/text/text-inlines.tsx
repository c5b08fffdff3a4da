import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type FindEmoji, TextWithEmoji } from '#components/emoji/text-with-emoji.tsx'
import { cx } from '#components/ui/classes.ts'
import { mentionsToNames } from '#lib/messages/browser/mention-names.ts'
import type { Inline } from '#lib/messages/markdown/markdown.ts'
import { TextLink } from './text-link.tsx'

/** Who reads, and by which names they know people. */
export type Reader = {
  nameOf: (userId: string) => string | undefined
  viewerId: string
  /** How a name that is mentioned is shown, to be pressed; where that opens nothing, it is text. */
  drawPerson?: ((person: { id: string; name: string }, children: ReactNode) => ReactNode) | undefined
  /** How a room is shown that a text names; where nobody can ask for its name, it has none. */
  drawRoom?: (roomId: string) => ReactNode
  /** Which emoji of the installation a name means; where nobody knows them, it stays a name. */
  findEmoji?: FindEmoji | undefined
}

/** The parts of a text have no names of their own and never change places: their position is their key. */
export const keyed = <T,>(items: readonly T[]) => items.map((item, at) => ({ item, key: `${at}` }))

export const Inlines = ({ inlines, reader }: { inlines: Inline[]; reader: Reader }) =>
  keyed(inlines).map(({ item, key }) => <OneInline key={key} inline={item} reader={reader} />)

function OneInline({ inline, reader }: { inline: Inline; reader: Reader }) {
  switch (inline.kind) {
    case 'text':
      return reader.findEmoji ? <TextWithEmoji text={inline.text} find={reader.findEmoji} /> : inline.text
    case 'code':
      return (
        <code className="whitespace-pre-wrap rounded border border-line bg-sunken px-1 py-px font-mono text-[0.9em]">
          {mentionsToNames(inline.text, reader.nameOf)}
        </code>
      )
    case 'mention':
      return <Mention userId={inline.userId} reader={reader} />
    case 'room':
      return reader.drawRoom?.(inline.roomId) ?? '#…'
    case 'link':
      return (
        <TextLink href={inline.href}>
          {/* There is one thing to press. */}
          <Inlines inlines={inline.inside} reader={{ ...reader, drawPerson: undefined }} />
        </TextLink>
      )
    case 'strong':
      return (
        <strong className="font-bold">
          <Inlines inlines={inline.inside} reader={reader} />
        </strong>
      )
    case 'emphasis':
      return (
        <em>
          <Inlines inlines={inline.inside} reader={reader} />
        </em>
      )
    case 'strike':
      return (
        <s>
          <Inlines inlines={inline.inside} reader={reader} />
        </s>
      )
  }
}

function Mention({ userId, reader: { nameOf, viewerId, drawPerson } }: { userId: string; reader: Reader }) {
  const t = useTranslations()
  const name = userId === 'room' ? 'room' : nameOf(userId)
  const mine = userId === viewerId || userId === 'room'
  const shown = `@${name ?? t('messages.mention.unknown')}`
  return (
    <bdi
      className={cx(
        'rounded px-1 font-medium',
        mine ? 'bg-accent text-on-accent' : 'bg-accent-wash text-accent-text',
      )}
    >
      {drawPerson && name && userId !== 'room' ? drawPerson({ id: userId, name }, shown) : shown}
    </bdi>
  )
}
