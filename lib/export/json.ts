import { isoTime } from '#lib/iso-time.ts'
import type { Writer } from './writer.ts'

/** One JSON document, a message on each line: `{ exportedAt, room, people, messages }`. */
export const json: Writer = {
  head: ({ at, room, people }) => {
    const facts = { exportedAt: at, room: { ...room, createdAt: isoTime(room.createdAt) }, people }
    return `${JSON.stringify(facts, null, 2).slice(0, -2)},\n  "messages": [`
  },
  // seq begins at 1 and has no gaps: only the first message has no comma before it.
  message: (message) => `${message.seq === 1 ? '' : ','}\n    ${JSON.stringify(message)}`,
  foot: '\n  ]\n}\n',
}
