import { load } from '#lib/build/browser/load.ts'
import { type Reply, replyError } from '#lib/errors.ts'
import type { Owner, Strength } from '../strength.ts'

type Person = Omit<Owner, 'host'>
let strength: typeof import('../strength.ts') | undefined

/** Fetches the meter: more than a megabyte of words, so only when somebody begins to write a new password. */
export async function loadMeter(): Promise<void> {
  strength ??= await load(() => import('../strength.ts')).catch(() => undefined)
}

/** How hard a password is to guess; null while the meter is not there. */
export const strengthHere = (password: string, person: Person): Strength | null =>
  strength?.strengthOf(password, here(person)) ?? null

/**
 * Refuses a weak password before anything is sent, in the server's words.
 * Without the meter the server does it alone.
 */
export const onlyStrong =
  <I extends { password: string }, T>(
    act: (input: I) => Promise<Reply<T>>,
    ownerOf: (input: I) => Person,
  ): ((input: I) => Promise<Reply<T>>) =>
  async (input) => {
    try {
      strength?.requireStrong(input.password, here(ownerOf(input)))
    } catch (error) {
      return { ok: false, error: replyError(error) }
    }
    return act(input)
  }

const here = (person: Person): Owner => ({ ...person, host: window.location.hostname })
