'use client'

import { Check } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { useTimes } from '#components/messages/list/use-times.ts'
import { inWords, namesOf } from '#components/messages/reactions/reactor-names.ts'
import { MessageText } from '#components/messages/text/message-text.tsx'
import { Button } from '#components/ui/button.tsx'
import { cx } from '#components/ui/classes.ts'
import { tipped } from '#components/ui/tipped.ts'
import { say } from '#components/ui/toast.ts'
import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import { canClosePoll, isPollOpen } from '#lib/messages/policy.ts'
import type { Message, Poll as PollOf } from '#lib/messages/schema.ts'

type Props = { message: Message; poll: PollOf }

/** A question to the room: everybody sees at once what is chosen, and can change their own choice. */
export function Poll({ message, poll }: Props) {
  const t = useTranslations()
  const format = useFormatter()
  const { room, viewer, nameOf } = useTalk()
  const { question, choices, several } = poll
  const isOpen = room.isActive && isPollOpen(poll, Date.now())
  const people = new Set(choices.flatMap(({ userIds }) => userIds)).size
  const own = choices.flatMap(({ userIds }, at) => (userIds.includes(viewer.userId) ? [at] : []))
  const press = (at: number) => {
    const without = own.filter((one) => one !== at)
    const withIt = several ? [...own, at] : [at]
    void vote(message, own.includes(at) ? without : withIt)
  }
  return (
    <fieldset aria-label={t('polls.label', { question })} className="flex max-w-lg flex-col gap-1.5 py-1">
      <MessageText content={question} nameOf={nameOf} viewerId={viewer.userId} />
      {choices.map(({ text, userIds }, at) => {
        const mine = own.includes(at)
        const names = inWords(t, format, namesOf(t, userIds, viewer.userId, nameOf))
        return (
          <button
            key={text}
            {...tipped(userIds.length > 0 ? t('polls.chosenBy', { names }) : t('polls.nobody'))}
            type="button"
            aria-pressed={mine}
            disabled={!isOpen}
            onClick={() => press(at)}
            className={cx(
              'relative flex min-h-9 items-center gap-2 overflow-hidden rounded-lg border px-3 py-1.5 text-start',
              mine ? 'border-accent-text' : 'border-line',
              isOpen && 'hover:border-line-strong',
            )}
          >
            <span
              aria-hidden
              className="absolute inset-y-0 start-0 bg-accent-wash transition-[width]"
              style={{ width: `${people > 0 ? (userIds.length / people) * 100 : 0}%` }}
            />
            <span dir="auto" className="relative min-w-0 flex-1 [overflow-wrap:anywhere]">
              {text}
            </span>
            {mine && <Check size={16} aria-hidden className="relative shrink-0 text-accent-text" />}
            <span aria-hidden className="relative shrink-0 text-sm tabular-nums">
              {userIds.length}
            </span>
            <span className="sr-only">{t('polls.votes', { count: userIds.length })}</span>
          </button>
        )
      })}
      <Standing message={message} poll={poll} people={people} isOpen={isOpen} />
    </fieldset>
  )
}

function Standing({ message, poll, people, isOpen }: Props & { people: number; isOpen: boolean }) {
  const t = useTranslations()
  const format = useFormatter()
  const times = useTimes()
  const { room, viewer } = useTalk()
  const facts = [
    t('polls.people', { count: people }),
    isOpen && poll.several && t('polls.chooseSeveral'),
    isOpen && poll.closesAt && t('polls.until', { when: times.dayAndClock(poll.closesAt) }),
    !isOpen && t('polls.closed'),
  ].filter((fact) => typeof fact === 'string')
  return (
    <p className="flex min-h-8 flex-wrap items-center gap-x-3 text-ink-soft text-sm">
      {format.list(facts, { type: 'unit' })}
      {isOpen && canClosePoll(viewer, { authorId: message.author.id }, room) && (
        <Button look="quiet" size="small" onClick={() => void close(message)}>
          {t('polls.close')}
        </Button>
      )}
    </p>
  )
}

// Everybody in the room, this page too, hears of it as of any other change.
const vote = ({ id, roomId }: Message, choices: number[]) =>
  said(
    api('PUT /rooms/{roomId}/messages/{messageId}/vote', {
      params: { roomId, messageId: id },
      body: { choices },
    }),
  )
const close = ({ id, roomId }: Message) =>
  said(api('POST /rooms/{roomId}/messages/{messageId}/close', { params: { roomId, messageId: id } }))

const said = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work
  } catch (error) {
    say(asRefusal(error))
  }
}
