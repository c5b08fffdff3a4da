import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createRoom, register } from '../client.ts'

/** How long each acknowledgement took, in ms; one that never came counts as `lateMs`. */
export type Waits = number[]

const people = 10
const everyMs = 250
const lateMs = 60_000

/** People who talk, each at a pace that no limit minds. They post until the signal says so, and tell how long each message took. */
export async function bystanders(url: string) {
  const lines = await Promise.all(
    Array.from({ length: people }, async (_, at) => {
      const person = await register(url, `Bystander ${at}`)
      const room = await createRoom(person)
      return { line: await person.connect(), roomId: room.id }
    }),
  )

  async function post(at: number): Promise<number> {
    const { line, roomId } = lines[at % people] ?? {}
    const began = performance.now()
    const sent = { roomId, clientId: randomUUID(), content: 'still here' }
    const reply = await line?.socket
      .timeout(lateMs)
      .emitWithAck('message:post', sent)
      .catch(() => null)
    return reply?.ok ? performance.now() - began : lateMs
  }

  return {
    talk: async (enough: AbortSignal): Promise<Waits> => {
      const waits: Promise<number>[] = []
      for (let at = 0; !enough.aborted; at++) {
        waits.push(post(at))
        await pause(everyMs / people)
      }
      return Promise.all(waits)
    },
    leave: () => {
      for (const { line } of lines) line.close()
    },
  }
}

/** The wait that all but so many hundredths of them stay below. */
export const percentile = (waits: Waits, hundredths: number): number =>
  [...waits].sort((a, b) => a - b)[
    Math.min(waits.length - 1, Math.floor((waits.length * hundredths) / 100))
  ] ?? 0
