'use client'

import { Check, X } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { type SubmitEvent, useState } from 'react'
import { usePeople } from '#components/accounts/use-people.ts'
import { useTalk } from '#components/messages/conversation/conversation-context.tsx'
import { useConversations } from '#components/messages/conversation/conversations-context.tsx'
import { RoomDoor } from '#components/rooms/browse/room-door.tsx'
import { useOpenDirect } from '#components/rooms/members/use-direct-room.ts'
import { useJoinedRooms, useViewer } from '#components/rooms/my-rooms-context.tsx'
import { useRoomName } from '#components/rooms/use-room-name.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { cx } from '#components/ui/classes.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { itemClass } from '#components/ui/popup.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { say } from '#components/ui/toast.ts'
import { RefusalText } from '#components/words/refusal-text.tsx'
import { mayOpenDirectRooms } from '#lib/instance/policy.ts'
import { plain } from '#lib/messages/browser/plain-text.ts'
import type { Message } from '#lib/messages/schema.ts'
import { type Destination, destinations } from '#lib/rooms/browser/destinations.ts'
import { visitedRooms } from '#lib/rooms/browser/visited.ts'
import { canPost, isMuted } from '#lib/rooms/policy.ts'
import { isolated } from '#lib/text/isolate.ts'

type Props = { message: Message | null; onDone: () => void }

/** Passes a message on to rooms and people, with words of one's own. */
export default function ForwardMessage({ message, onDone }: Props) {
  const t = useTranslations()
  return (
    <Dialog
      open={message !== null}
      onOpenChange={(open) => !open && onDone()}
      title={t('messages.forward.title')}
      description={t('messages.forward.description')}
    >
      {message && <Forwarding message={message} onDone={onDone} />}
    </Dialog>
  )
}

function Forwarding({ message, onDone }: { message: Message; onDone: () => void }) {
  const t = useTranslations()
  const { list } = useFormatter()
  const { nameOf, room: here } = useTalk()
  const { outbox } = useConversations()
  const openDirect = useOpenDirect()
  const [chosen, setChosen] = useState<readonly Destination[]>([])
  const [comment, setComment] = useState('')
  const [busy, setBusy] = useState(false)

  const toggle = (one: Destination) =>
    setChosen((before) =>
      before.some(({ id }) => id === one.id) ? before.filter(({ id }) => id !== one.id) : [...before, one],
    )
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    setBusy(true)
    const left: Destination[] = []
    for (const one of chosen) {
      const roomId = one.room ? one.room.id : await openDirect(one.person.id)
      if (roomId === null) left.push(one)
      else {
        const alone = { roomId, replyTo: null, attachments: [], previews: [] }
        if (comment.trim() !== '') outbox.add({ ...alone, content: comment.trim() })
        const author = message.forwarded?.author ?? message.author
        const { content, attachments } = message
        outbox.add({ ...alone, content, attachments, forwarded: { messageId: message.id, author } })
      }
    }
    setBusy(false)
    setChosen(left)
    if (left.length > 0) return
    const names = list(chosen.map(({ name }) => isolated(name)))
    say(t('messages.forward.done', { names }))
    onDone()
  }
  return (
    <form onSubmit={(event) => void send(event)} className="flex min-w-0 flex-col gap-4">
      <Places chosen={chosen} here={here.id} onToggle={toggle} />
      <p dir="auto" className="line-clamp-2 border-line-strong border-s-2 ps-2 text-ink-soft text-sm">
        {plain(message.content, nameOf) || message.attachments.map(({ name }) => name).join(', ')}
      </p>
      <TextField
        label={t('messages.forward.comment')}
        name="comment"
        autoComplete="off"
        maxLength={2_000}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
      />
      <Button type="submit" look="primary" busy={busy} disabled={chosen.length === 0}>
        {t('messages.forward.submit')}
      </Button>
    </form>
  )
}

type PlacesProps = {
  chosen: readonly Destination[]
  here: string
  onToggle: (one: Destination) => void
}

/** Rooms one may write in and people, by their names; those that were chosen stay in sight. */
function Places({ chosen, here, onToggle }: PlacesProps) {
  const t = useTranslations()
  const roomName = useRoomName()
  const viewer = useViewer()
  const [now] = useState(Date.now)
  const rooms = useJoinedRooms().filter((room) => canPost(room) && !isMuted(room, now))
  const [typed, setTyped] = useState('')
  const [visited] = useState(() => visitedRooms(viewer.userId))
  const { items: people, failure } = usePeople(
    typed.trim() && mayOpenDirectRooms(viewer) ? typed.trim() : null,
  )
  const found = destinations(typed.trim(), { rooms, people, visited, here, roomName })
  const isChosen = ({ id }: Destination) => chosen.some((one) => one.id === id)
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <TextField
        label={t('messages.forward.to')}
        name="to"
        autoComplete="off"
        placeholder={t('messages.forward.places')}
        maxLength={80}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {chosen.length > 0 && (
        <ul aria-label={t('messages.forward.chosen')} className="flex flex-wrap gap-1.5">
          {chosen.map((one) => (
            <li key={one.id} className="max-w-full">
              <Button
                size="small"
                aria-label={t('messages.forward.notTo', { name: one.name })}
                onClick={() => onToggle(one)}
                className="max-w-full"
              >
                <bdi className="truncate">{one.name}</bdi>
                <X size={14} aria-hidden className="shrink-0" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <ul aria-label={t('messages.forward.found')} className="flex max-h-48 flex-col overflow-y-auto">
        {found.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              aria-pressed={isChosen(one)}
              onClick={() => onToggle(one)}
              className={cx(itemClass, 'w-full text-start hover:bg-sunken')}
            >
              {one.room ? <RoomDoor room={one.room} /> : <Avatar person={one.person} size="small" />}
              <bdi className="min-w-0 flex-1 truncate">{one.name}</bdi>
              {isChosen(one) && <Check size={16} aria-hidden />}
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="text-ink-soft text-sm empty:hidden">
        {failure ? <RefusalText of={failure} /> : found.length === 0 && t('messages.forward.nowhere')}
      </p>
    </div>
  )
}
