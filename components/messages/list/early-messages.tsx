import { useTranslations } from 'next-intl'
import { ForwardedFrom } from '#components/messages/forward/forwarded-from.tsx'
import { rowClass } from '#components/messages/message/row-class.ts'
import type { Reader } from '#components/messages/text/text-inlines.tsx'
import { WrittenText } from '#components/messages/text/written-text.tsx'
import { TombstoneText } from '#components/moderation/tombstone-text.tsx'
import { Avatar } from '#components/ui/avatar.tsx'
import type { CustomEmoji } from '#lib/emoji/schema.ts'
import { fold } from '#lib/fold.ts'
import { inkBottle, opening } from '#lib/messages/browser/drawing-cost.ts'
import { mayBeTall } from '#lib/messages/browser/folding.ts'
import { isAction } from '#lib/messages/markdown/action.ts'
import type { Message, MessagePage } from '#lib/messages/schema.ts'
import type { Member, Room } from '#lib/rooms/schema.ts'
import { cut } from '#lib/text/cut.ts'

type Props = {
  room: Room
  page: MessagePage
  members: Member[]
  /** Of the installation, those that stand in the page. */
  emoji: CustomEmoji[]
  viewerId: string
  target: number | null
}

const most = 20
/** So much of a text as it was typed fills a window. */
const typedChars = 1_000

/**
 * The conversation as the server knows it, and draws it alone: it can be read before any script has come, and
 * needs none that reads messages. What needs the reader's clock comes with the list, which takes its place.
 */
export function EarlyMessages({ room, page, members, emoji, viewerId, target }: Props) {
  const t = useTranslations()
  const names = new Map(
    [...page.items.flatMap(({ author, people = [] }) => [author, ...people]), ...members].map(
      ({ id, name }) => [id, name],
    ),
  )
  const byName = new Map(emoji.map((one) => [fold(one.name), one]))
  const findEmoji = (name: string) => byName.get(fold(name))
  const from = target ?? (room.unreadCount > 0 ? room.lastReadSeq + 1 : null)
  const shown =
    from === null ? page.items.slice(-most) : page.items.filter(({ seq }) => seq >= from).slice(0, most)
  const drawn = drawnOf(from === null ? shown.toReversed() : shown)
  return (
    <ol
      aria-label={t('messages.newest')}
      className={`flex min-h-0 flex-1 flex-col overflow-hidden pb-1 ${from === null ? 'justify-end' : ''}`}
    >
      {shown.map((message, at) => (
        <EarlyMessage
          key={message.id}
          message={message}
          drawn={drawn.has(message)}
          grouped={shown[at - 1]?.author.id === message.author.id && !isAction(message.content)}
          reader={{ viewerId, nameOf: (id) => names.get(id), findEmoji }}
        />
      ))}
    </ol>
  )
}

/**
 * All together cost the server and the page no more than a window of common
 * ones; what is seen first is drawn first.
 */
const drawnOf = (messages: readonly Message[]): Set<Message> => {
  const take = inkBottle(opening)
  return new Set(messages.filter(({ content }) => take(content)))
}

type EarlyProps = { message: Message; drawn: boolean; grouped: boolean; reader: Reader }

function EarlyMessage({ message, drawn, grouped, reader }: EarlyProps) {
  return (
    <li className={rowClass(grouped)}>
      {grouped ? <span /> : <Avatar person={message.author} />}
      <div className="min-w-0">
        {!grouped && (
          <p className="truncate font-semibold">
            <bdi>{message.author.name}</bdi>
          </p>
        )}
        {message.forwarded && <ForwardedFrom author={message.forwarded.author} />}
        {message.deletedAt ? (
          <TombstoneText {...message} />
        ) : (
          <div className={mayBeTall(message.content) ? 'max-h-160 overflow-hidden' : ''}>
            <WrittenText
              content={drawn ? message.content : cut(message.content, typedChars)}
              drawn={drawn}
              {...reader}
            />
          </div>
        )}
      </div>
    </li>
  )
}
