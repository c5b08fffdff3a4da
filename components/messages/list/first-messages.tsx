'use client'

import type { ReactNode } from 'react'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { rowClass } from '#components/messages/message/row-class.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { personOf } from '#lib/accounts/person.ts'
import type { Person } from '#lib/accounts/schema.ts'
import type { CustomEmoji } from '#lib/emoji/schema.ts'
import type { ConversationState } from '#lib/messages/browser/live-events.ts'
import { mentionsToNames } from '#lib/messages/browser/mention-names.ts'
import { isForRoom } from '#lib/messages/browser/rows.ts'

/** What can be read of a room as the server drew it, the last message that it drew, and the emoji in it. */
export type Early = { roomId: string; endSeq: number; drawn: ReactNode; emoji: readonly CustomEmoji[] }

/**
 * A conversation until its list is here: as the server drew it, and below that what was said
 * and written since, as it was typed.
 */
export function FirstMessages({ early, state }: { early: Early | null; state: ConversationState }) {
  const { viewer } = useTalk()
  const { timeline, pending } = state
  const said = timeline.messages.filter(
    ({ seq, kind, deletedAt }) => early && seq > early.endSeq && kind === 'text' && !deletedAt,
  )
  return (
    <>
      {early?.drawn ?? <div className="flex-1" />}
      <ol className="flex max-h-full shrink-0 flex-col justify-end overflow-hidden">
        {said.map(({ id, author, content }) => (
          <AsTyped key={id} author={author} content={content} />
        ))}
        {pending.filter(isForRoom).map(({ clientId, content }) => (
          <AsTyped key={clientId} author={personOf(viewer)} content={content} />
        ))}
      </ol>
    </>
  )
}

function AsTyped({ author, content }: { author: Person; content: string }) {
  const { nameOf } = useTalk()
  return (
    <li className={rowClass(false)}>
      <Avatar person={author} />
      <div className="min-w-0">
        <p className="truncate font-semibold">
          <bdi>{author.name}</bdi>
        </p>
        <p
          dir="auto"
          className="-my-0.5 max-w-180 overflow-y-clip whitespace-pre-wrap break-words py-0.5 [overflow-wrap:anywhere] [unicode-bidi:plaintext]"
        >
          {mentionsToNames(content, nameOf)}
        </p>
      </div>
    </li>
  )
}
