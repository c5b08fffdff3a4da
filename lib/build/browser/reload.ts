import { ownBuild } from './own-build.ts'
import { isAtStake } from './unsaved-work.ts'

/**
 * Reloads the page, unless this tab did so before for the same reason, or may keep no note of it: a page must
 * not reload without an end. Gives whether it goes.
 */
export const reloadOnce = (reason: string): boolean => {
  if (going) return true
  const key = `rooms.reloaded.${reason}`
  try {
    if (sessionStorage.getItem(key) !== null) return false
    sessionStorage.setItem(key, new Date().toISOString())
  } catch {
    return false
  }
  going = true
  window.location.reload()
  return true
}
let going = false

/**
 * Takes the page that the server has now, once, because code of this one could not be loaded: after an
 * upgrade the server has it no more. Not while that would cost somebody something, nor while no server
 * answers, which is the likelier reason. Gives whether the page goes.
 */
export const reloadWhole = async (): Promise<boolean> =>
  (await isServerThere()) && !isAtStake() && reloadOnce(`incomplete.${ownBuild()}`)

/** Reloads the page for whoever sits here, unless no server would answer. Gives whether it goes. */
export const reloadReachable = async (): Promise<boolean> => {
  if (!(await isServerThere())) return false
  window.location.reload()
  return true
}

const isServerThere = () =>
  fetch('/healthz', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
