import { isolated } from '#lib/text/isolate.ts'
import type { Formatter, Translate } from '#lib/words/translate.ts'
import type { Room } from './schema.ts'

export type RoomName = (room: Pick<Room, 'name' | 'people'>) => string

/** What a room is called: a direct one, which has no name of its own, by the other people in it. */
export const roomNameIn =
  (t: Translate, { list }: Formatter): RoomName =>
  ({ name, people = [] }) =>
    name ||
    list(
      people.map((person) => isolated(person.name)),
      { type: 'unit' },
    ) ||
    t('rooms.direct')
