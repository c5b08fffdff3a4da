import { asRefusal } from '#lib/errors.ts'
import { api } from '#lib/http/browser/client.ts'
import { on } from '#lib/realtime/browser/client.ts'
import type { Origin } from '../schema.ts'

/** So many are remembered: the list draws a message anew whenever it comes into sight. */
const most = 200

/** Where messages come from that were passed on, as far as the viewer may see that. */
const createOrigins = () => {
  const known = new Map<string, Promise<Origin | null>>()
  let isListening = false
  /** Who is out of a room may see less. */
  const listen = () => {
    if (isListening) return
    isListening = true
    on('room:removed', () => known.clear())
  }
  const ask = (roomId: string, messageId: string) =>
    api('GET /rooms/{roomId}/messages/{messageId}/origin', { params: { roomId, messageId } }).catch(
      (error: unknown) => {
        if (asRefusal(error).code !== 'not_found') known.delete(messageId)
        return null
      },
    )
  return {
    of(roomId: string, messageId: string): Promise<Origin | null> {
      listen()
      const asked = known.get(messageId) ?? ask(roomId, messageId)
      known.set(messageId, asked)
      for (const old of [...known.keys()].slice(0, -most)) known.delete(old)
      return asked
    },
  }
}

export const origins = createOrigins()
