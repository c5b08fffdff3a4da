import { atRest } from './at-rest.ts'
import { reloadWhole } from './reload.ts'

/**
 * `load(() => import('./later.ts'))`: the one way to code that comes later. Where it is gone with
 * an upgrade, the page is reloaded once instead. Rejects as the import does when that is not
 * possible: whoever asked tells what is missing.
 */
export const load = async <T>(get: () => Promise<T>): Promise<T> => {
  try {
    return await get()
  } catch (error) {
    // Nobody has to be told anything on a page that goes.
    if (await reloadWhole()) await new Promise(() => {})
    throw error
  }
}

/** Whether a page could not be drawn for want of its code. The name is that of Next's bundler. */
export const isIncomplete = (error: Error): boolean => error.name === 'ChunkLoadError'

/**
 * `ahead(() => import('./later.ts'))`: fetches code when the page is at rest, so that it is here when it is
 * asked for. Gives the same function; that it could not be fetched is told to whoever asks for it.
 */
export const ahead = <T>(get: () => Promise<T>, here: () => void = () => {}): (() => Promise<T>) => {
  atRest()
    .then(get)
    .then(here, () => undefined)
  return get
}
