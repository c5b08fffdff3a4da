'use client'

import { memo, type ReactNode, useEffect, useState } from 'react'
import { useFindEmoji } from '#components/emoji/use-find-emoji.ts'
import { personCard } from '#components/rooms/members/person-name.tsx'
import { OpenButton } from '#components/ui/open-button.tsx'
import { awaitInk, takeInk } from '#lib/messages/browser/drawing-cost.ts'
import { RoomLink } from './room-link.tsx'
import type { Reader } from './text-inlines.tsx'
import { WrittenText } from './written-text.tsx'

const drawPerson: Reader['drawPerson'] = (person, children) => (
  <OpenButton
    opening={personCard}
    payload={{ ...person, avatarUrl: null }}
    className="select-text hover:underline"
  >
    {children}
  </OpenButton>
)
const drawRoom = (roomId: string) => <RoomLink roomId={roomId} />

/** `end`: what stands right after its last word. */
type Props = Reader & { content: string; end?: ReactNode }

/**
 * What somebody wrote, drawn at once unless so much stands around it that the
 * page would stop for it: then in its turn.
 */
export const MessageText = memo(function MessageText(props: Props) {
  return <InTurn key={props.content} {...props} />
})

function InTurn(props: Props) {
  const { content } = props
  const [drawn, setDrawn] = useState(() => takeInk(content))
  useEffect(() => (drawn ? undefined : awaitInk(content, () => setDrawn(true))), [drawn, content])
  const findEmoji = useFindEmoji(content)
  return (
    <WrittenText {...props} drawPerson={drawPerson} drawRoom={drawRoom} findEmoji={findEmoji} drawn={drawn} />
  )
}
