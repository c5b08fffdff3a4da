import { asRefusal, Refusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import { mostChoices } from '#lib/limits.ts'
import { type Command, commandIn, escapedIn, pollIn } from '#lib/messages/browser/commands.ts'
import { canChange } from '#lib/rooms/policy.ts'
import type { Room } from '#lib/rooms/schema.ts'
import { saidTime } from '#lib/times/browser/said-time.ts'
import type { Refused } from '#lib/words/refusal-words.ts'

export { commandIn, escapedIn }

/** Words of it are `messages.commands`. */
type Trouble = 'notLoaded' | 'manyChoices' | 'noTime' | 'noMessage' | 'noCall' | 'direct' | 'noTopic'

/** What a command asks of whoever gave it, or why it cannot be obeyed. */
export type Answer =
  | { what: 'poll'; begun: ReturnType<typeof pollIn> }
  | { what: 'remind'; messageId: string; said: Date | undefined }
  | { what: 'refused'; why: Trouble | Refused }

type Ways = {
  room: Pick<Room, 'id' | 'visibility' | 'isActive' | 'role'>
  /** What there is to be reminded of. */
  messageId: string | undefined
  openCall: (() => void) | null
  changed: (room: Room) => void
}

/** Does what a command says. Null once it is done; until then what was written stays. */
export const obey = async ({ name, words }: Command, ways: Ways): Promise<Answer | null> => {
  const { room, messageId, openCall, changed } = ways
  const refused = (why: Trouble | Refused): Answer => ({ what: 'refused', why })
  switch (name) {
    case 'poll': {
      const begun = pollIn(words)
      if (begun.choices.length > mostChoices) return refused('manyChoices')
      return { what: 'poll', begun }
    }
    case 'remind': {
      const said = saidTime(words, new Date())
      if (words !== '' && !said) return refused('noTime')
      if (!messageId) return refused('noMessage')
      return { what: 'remind', messageId, said: said ?? undefined }
    }
    case 'call':
      if (!openCall) return refused('noCall')
      openCall()
      return null
    case 'topic':
      if (room.visibility === 'direct') return refused('direct')
      if (!canChange(room)) return refused(new Refusal('forbidden', 'rooms.change'))
      if (words === '') return refused('noTopic')
      try {
        const body = { description: words }
        changed(await api('PATCH /rooms/{roomId}', { params: { roomId: room.id }, body }))
        return null
      } catch (error) {
        return refused(asRefusal(error))
      }
  }
}
