import { Refusal } from '#lib/errors.ts'

type Next = { start: () => void; give: (refusal: Refusal) => void }

/**
 * One question at a time for each person; while it is answered only the newest other one waits. Who types while searching asks for every
 * letter, and wants only the last answer.
 */
export function newestOnly() {
  const busy = new Map<string, Next | undefined>()
  return async <T>(userId: string, work: () => Promise<T>): Promise<T> => {
    if (busy.has(userId)) await turn(busy, userId)
    else busy.set(userId, undefined)
    try {
      return await work()
    } finally {
      const next = busy.get(userId)
      if (next) {
        busy.set(userId, undefined)
        next.start()
      } else busy.delete(userId)
    }
  }
}

const turn = (busy: Map<string, Next | undefined>, userId: string) =>
  new Promise<void>((start, give) => {
    busy.get(userId)?.give(new Refusal('conflict', 'A newer search of yours took the place of this one.'))
    busy.set(userId, { start, give })
  })
