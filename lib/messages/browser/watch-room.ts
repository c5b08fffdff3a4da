import { isRefusal } from '#lib/errors.ts'
import { send, socket } from '#lib/realtime/browser/client.ts'
import type { CommandData } from '#lib/realtime/contract.ts'

/** How long an event may be overtaken by a later one before the missing part is asked for. */
const gapMs = 300
const retryMs = 2_000

type Watched = {
  roomId: string
  since: () => number
  hasGap: () => boolean
  apply: (reply: CommandData<'room:watch'>) => Promise<void> | void
  /** The room may not be read any more. */
  lost: () => void
}

/**
 * Keeps a room's live stream joined: on every connection, and again when something heard
 * does not follow what is known. The stream is joined first and the changes are applied
 * after, so that nothing falls between the two.
 */
export const createWatch = ({ roomId, since, hasGap, apply, lost }: Watched) => {
  let open = false
  /** The request under way. Leaving and coming back starts a new one, whatever became of the old. */
  let asking: symbol | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const later = (ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(ask, ms)
  }
  const ask = async (): Promise<void> => {
    if (asking || !open || !socket().connected) return
    const mine = Symbol(roomId)
    asking = mine
    clearTimeout(timer)
    try {
      const reply = await send('room:watch', { roomId, since: since() })
      if (asking !== mine) return
      await apply(reply)
      if (hasGap()) later(gapMs)
    } catch (error) {
      if (!isRefusal(error)) throw error
      if (asking !== mine) return
      if (error.code === 'not_found' || error.code === 'forbidden') lost()
      else later(error.retryAfterMs ?? retryMs)
    } finally {
      if (asking === mine) asking = null
    }
  }
  const connected = () => void ask()

  return {
    start() {
      open = true
      socket().on('connect', connected)
      void ask()
    },
    /** Something came too early: ask for what is missing, unless it arrives by itself. */
    gap() {
      if (!asking) later(gapMs)
    },
    stop() {
      open = false
      asking = null
      clearTimeout(timer)
      socket().off('connect', connected)
      if (socket().connected) void send('room:unwatch', { roomId }).catch(() => {})
    },
  }
}
