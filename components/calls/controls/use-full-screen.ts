import { useSyncExternalStore } from 'react'

const subscribe = (listener: () => void) => {
  document.addEventListener('fullscreenchange', listener)
  return () => document.removeEventListener('fullscreenchange', listener)
}

/** Phones of Apple's give the whole screen to videos alone. */
export const canFillScreen = (): boolean => document.fullscreenEnabled

/** The whole page goes to full screen, the call on top of it: so menus and dialogs are still seen. */
export const useFullScreen = () => {
  const isFull = useSyncExternalStore(
    subscribe,
    () => document.fullscreenElement !== null,
    () => false,
  )
  const toggle = () =>
    // Refused without a press: then everything stays as it is.
    void (isFull ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(
      () => undefined,
    )
  return { isFull, toggle }
}
