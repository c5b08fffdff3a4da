import { hash, verify } from '@node-rs/argon2'
import type { World } from '#lib/context.ts'
import { networkOf } from '#lib/http/address.ts'
import { newId } from '#lib/ids.ts'

/**
 * The library's default is argon2id; the costs are OWASP's first recommendation (19 MiB, 2 passes, 1 lane).
 */
const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * One password from every keyboard and system, whichever way it writes the same
 * characters (NIST SP 800-63B-4, 3.1.1.2).
 */
const sameFromEverywhere = (password: string) => password.normalize('NFKC')

/** What an unknown email is checked against, so that the answer takes as long as for a known one. */
let nobodysHash: Promise<string> | undefined

/**
 * Whom a hash waits behind: those of the same kind from the same network. Emails and accounts can
 * be made up in any number, so they give nobody more turns; and whoever signs in does not wait
 * behind those who register from the same house.
 */
export const lineOf = (kind: 'registrations' | 'sign-ins' | 'changes', address: string): string =>
  `${kind} from ${networkOf(address)}`

/**
 * The hash of a new password. Refuses one that is too easy to guess for what is known of its owner
 * (`invalid_input`, path `password`).
 */
export const hashOfNew = (
  { turns, env }: World,
  line: string,
  password: string,
  owner: { email: string; name: string },
): Promise<string> =>
  turns.hashing(line, async () => {
    // Megabytes of words: only a server where somebody makes a password loads them.
    const { requireStrong } = await import('./strength.ts')
    requireStrong(password, { ...owner, host: env.PUBLIC_URL === '' ? '' : new URL(env.PUBLIC_URL).hostname })
    return hash(sameFromEverywhere(password), costs)
  })

/**
 * The account that `find` gives if this is its password, null otherwise: after the same
 * time also where there is none. Guesses are counted (LIMIT_SIGN_IN_FAILURES…) when it is
 * their turn, so that parallel ones count too.
 */
export const withPassword = <Account extends { passwordHash: string }>(
  { turns, limits }: World,
  guess: { line: string; by: string; account: string; password: string },
  find: () => Promise<Account | undefined>,
): Promise<Account | null> =>
  turns.hashing(guess.line, () =>
    limits.signIn(guess.by, guess.account, async () => {
      nobodysHash ??= hash(newId(), costs)
      const nobodys = await nobodysHash
      const found = await find()
      const kept = found?.passwordHash ?? nobodys
      const same = sameFromEverywhere(guess.password)
      // One of before passwords were written in one way.
      const matches =
        (await verify(kept, same)) || (same !== guess.password && (await verify(kept, guess.password)))
      return found && matches ? found : null
    }),
  )
