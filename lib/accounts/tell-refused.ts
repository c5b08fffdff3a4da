import type { World } from '#lib/context.ts'
import { isRefusal } from '#lib/errors.ts'
import type { AccountFacts } from './facts.ts'

type Tried = Omit<AccountFacts['signIn.refused'], 'code'>

/** Makes a try to sign in, and says so when it is refused; a password that a code has to follow is not. */
export async function tellingRefused<T>(world: World, tried: Tried, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (isRefusal(error) && error.code !== 'two_factor_required')
      await world.announce('signIn.refused', { ...tried, code: error.code })
    throw error
  }
}
