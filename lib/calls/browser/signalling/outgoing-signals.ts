import { asRefusal } from '#lib/errors.ts'
import { send } from '#lib/realtime/browser/client.ts'
import type { Signal } from '../../schema.ts'

/**
 * Our signals to others, in order. While the seat is lost the server would refuse them, so they wait.
 * `unknown` hears when the server knows no such pair of participants.
 */
export const createOutgoingSignals = (roomId: string, unknown: () => void) => {
  let open = false
  let waiting: (() => void)[] = []
  return {
    send(to: string, signal: Signal) {
      const go = () =>
        void send('call:signal', { roomId, to, ...signal }).catch((error) => {
          // Any other loss is no disaster: the watchdog finds the link that lacks the signal.
          if (asRefusal(error).code === 'not_found') unknown()
        })
      if (open) go()
      else waiting.push(go)
    },
    open() {
      open = true
      for (const go of waiting.splice(0)) go()
    },
    pause() {
      open = false
    },
    drop() {
      open = false
      waiting = []
    },
  }
}
