import { hash, verify } from '@node-rs/argon2'
import type { World } from '#lib/context.ts'
import { networkOf } from '#lib/http/address.ts'
import { newId } from '#lib/ids.ts'

/**
 * The library's default is argon2id; the costs are OWASP's first recommendation (19 MiB, 2 passes, 1 lane).
 */
const costs = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * One password from every keyboard and system, whichever way it writes the same characters: what RFC 8265,
 * 4.2 takes for equal (composed or not, any space), and NIST SP 800-63B-4, 3.1.1.2 too (one width).
 */
const sameFromEverywhere = (password: string) =>
  password
    .replace(/\p{Zs}/gu, ' ')
    .normalize('NFKC')
    .toWellFormed()

/** What a hash may have been made of, the likeliest first: once passwords were kept as they came. */
export const formsOf = (password: string): Set<string> =>
  new Set([
    sameFromEverywhere(password),
    password.normalize('NFKC'),
    password,
    password.normalize('NFC'),
    password.normalize('NFD'),
  ])

/** Whether one of the forms of a password made the hash; of most passwords there is one. */
async function isMadeOf(passwordHash: string, password: string): Promise<boolean> {
  for (const form of formsOf(password)) if (await verify(passwordHash, form)) return true
  return false
}

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
  { background, turns, env }: World,
  line: string,
  password: string,
  owner: { email: string; name: string },
): Promise<string> =>
  turns.hashing(line, async () => {
    const host = env.PUBLIC_URL === '' ? '' : new URL(env.PUBLIC_URL).hostname
    await background.judge({ password, owner: { ...owner, host } })
    return hash(sameFromEverywhere(password), costs)
  })

/**
 * The account that `find` gives if this is its password, null otherwise: after the same
 * time also where there is none. Guesses are counted (LIMIT_SIGN_IN_FAILURES…) when it is
 * their turn, so that parallel ones count too.
 */
export const withPassword = <Account extends { passwordHash: string }>(
  { turns, limits }: World,
  guess: { line: string; by: string; account: string; password: string; device: string | null },
  find: () => Promise<Account | undefined>,
): Promise<Account | null> =>
  turns.hashing(guess.line, () =>
    limits.signIn(
      guess.by,
      guess.account,
      async () => {
        nobodysHash ??= hash(newId(), costs)
        const nobodys = await nobodysHash
        const found = await find()
        // Nor does it tell who has no password yet.
        const matches = await isMadeOf(found?.passwordHash || nobodys, guess.password)
        return found && matches ? found : null
      },
      guess.device,
    ),
  )
