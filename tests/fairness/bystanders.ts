import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createRoom, type Line, register } from '../client.ts'

/** How long each acknowledgement took, in ms; one that never came counts as `lateMs`. */
export type Waits = number[]

const people = 20
const everyMs = 300
const lateMs = 60_000

/**
 * People who talk, each at a pace that no limit minds: until the signal says so, and
 * then they tell how long each message took.
 */
export async function bystanders(url: string) {
  const all = await Promise.all(
    Array.from({ length: people }, async (_, at) => {
      const person = await register(url, `Bystander ${at}`)
      const room = await createRoom(person)
      return { person, roomId: room.id }
    }),
  )

  async function post(line: Line, roomId: string): Promise<number> {
    const began = performance.now()
    const sent = { roomId, clientId: randomUUID(), content: 'still here' }
    const reply = await line.socket
      .timeout(lateMs)
      .emitWithAck('message:post', sent)
      .catch(() => null)
    return reply?.ok ? performance.now() - began : lateMs
  }

  return {
    /** Lines of their own for each time: one that was lost before would be lost for good. */
    sitDown: async () => {
      const seats = await Promise.all(
        all.map(async ({ person, roomId }) => ({ line: await person.connect(), roomId })),
      )
      return async (enough: AbortSignal): Promise<Waits> => {
        const waits: Promise<number>[] = []
        while (!enough.aborted)
          for (const { line, roomId } of seats) {
            waits.push(post(line, roomId))
            await pause(everyMs / people)
          }
        const felt = await Promise.all(waits)
        for (const { line } of seats) line.close()
        return felt
      }
    },
  }
}

/** The wait that all but so many hundredths of them stay below. */
export const percentile = (waits: Waits, hundredths: number): number =>
  [...waits].sort((a, b) => a - b)[
    Math.min(waits.length - 1, Math.floor((waits.length * hundredths) / 100))
  ] ?? 0
