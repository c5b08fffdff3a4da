import { useEffect, useEffectEvent } from 'react'
import { takeBareKeys } from '#components/shortcuts/bare-keys.ts'
import { pressedKey } from '#components/shortcuts/pressed-key.ts'
import type { Call } from '#lib/calls/browser/call.ts'
import { ongoingCall } from '#lib/calls/browser/ongoing-call.ts'

const writing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, textarea, select, [role="dialog"], [role="listbox"]') !== null)

type Keys = {
  onChat?: () => void
  /**
   * Only what one hears oneself is to be switched: elsewhere on the page nothing would show that one is seen.
   */
  soundOnly?: boolean
}

/**
 * M, V, S, H and C, and space to talk while muted; never while somebody writes. Of two calls on the page the
 * one shown whole has the keys.
 */
export function useCallKeys(call: Call, { onChat, soundOnly = false }: Keys = {}) {
  const chat = useEffectEvent(() => onChat?.())
  useEffect(() => {
    let talking = false
    const letGo = takeBareKeys()
    const { own } = call
    const toggle = (device: 'microphone' | 'camera') => void own.turn(device, !own.get().media[device])
    const inCall = () => call.get().phase === 'in'
    const hasKeys = () => {
      const { shown } = ongoingCall.get()
      return shown === null || shown === call
    }
    const keys: Record<string, () => unknown> = {
      m: () => toggle('microphone'),
      ...(!soundOnly && {
        v: () => toggle('camera'),
        s: () => inCall() && (own.get().media.screen ? own.unshare() : void own.share()),
        h: () => inCall() && void call.reactions.raiseHand(!call.get().hand),
        c: () => chat(),
      }),
    }
    const down = (event: KeyboardEvent) => {
      if (
        !hasKeys() ||
        event.repeat ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        writing(event.target)
      )
        return
      // On a button, space presses the button.
      if (event.key === ' ' && event.target === document.body && !own.get().media.microphone) {
        talking = true
        void own.turn('microphone', true)
      }
      keys[pressedKey(event).toLowerCase()]?.()
    }
    const hush = () => {
      if (talking) void own.turn('microphone', false)
      talking = false
    }
    const up = (event: KeyboardEvent) => {
      if (event.key === ' ') hush()
    }
    document.addEventListener('keydown', down)
    document.addEventListener('keyup', up)
    window.addEventListener('blur', hush)
    return () => {
      hush()
      letGo()
      document.removeEventListener('keydown', down)
      document.removeEventListener('keyup', up)
      window.removeEventListener('blur', hush)
    }
  }, [call, soundOnly])
}
