import { type Plan, startedAt } from '../scene/plan.ts'
import { numbersFrom, someWords } from '../scene/words.ts'

/** So many look at a room, as in docs/scaling.md. */
export const inRoom = 20
/** Enough that opening a room reads a page of its history, and a search finds something. */
const saidInRoom = 60

export const roomOf = (person: number) => Math.ceil(person / inRoom)

/** So many rooms of twenty, with something said in each. */
export const planOf = (rooms: number): Plan => ({
  people: rooms * inRoom,
  rooms,
  membersOf,
  history: () => historyOf(rooms),
})

const membersOf = (room: number) => Array.from({ length: inRoom }, (_, n) => (room - 1) * inRoom + n + 1)

function* historyOf(rooms: number) {
  const random = numbersFrom(42)
  for (let n = 0; n < rooms * saidInRoom; n++) {
    const room = (n % rooms) + 1
    const seq = Math.floor(n / rooms) + 1
    const author = membersOf(room)[seq % inRoom] ?? 1
    const content = someWords(random).join(' ')
    yield { id: n + 1, room, seq, author, content, at: startedAt + n * 60_000 }
  }
}
