import { ZxcvbnFactory, type ZxcvbnResult } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as english } from '@zxcvbn-ts/language-en'
import { Refusal } from '#lib/errors.ts'
import { fold } from '#lib/fold.ts'
import { type Advice, adviceOf } from './advice.ts'
import { judgedPart } from './judged-part.ts'

/** What whoever guesses knows: of the person, and where they sign in. */
export type Owner = { email: string; name: string; host: string }

/**
 * How hard a password is to guess, 0 to 4, and in words what makes it weak and what would make it stronger.
 */
export type Strength = { score: ZxcvbnResult['score']; good: boolean; advice: Advice }

/**
 * From here on a million guesses do not do: eight random characters and most pairs of words pass, no single
 * word, name, date or leaked password does (OWASP ASVS 5, 6.2.4 and 6.2.11; NIST SP 800-63B-4, 3.1.1.2).
 */
const least = 2

/**
 * Lists of a few words each are left out: they would cost two thirds of the time. So
 * are unlikely readings of digits as letters.
 */
const meter = new ZxcvbnFactory({
  dictionary: Object.fromEntries(
    Object.entries({ ...common, ...english }).filter(([, words]) => words.length > 1_000),
  ),
  graphs: adjacencyGraphs,
  l33tMaxSubstitutions: 12,
})

/** Judges a password in at most some fifteen milliseconds, whatever it is. */
export function strengthOf(password: string, owner: Owner): Strength {
  const { judged, known } = judgedPart(password, wordsOf(owner))
  const { score, feedback } = meter.check(judged, known)
  return { score, good: score >= least, advice: adviceOf(feedback) }
}

/** Refuses a password that is too easy to guess, at the field it was typed in. */
export function requireStrong(password: string, owner: Owner): void {
  const { good, advice } = strengthOf(password, owner)
  if (good) return
  throw new Refusal(
    'invalid_input',
    'accounts.weakPassword',
    { ...advice, place: 'form' },
    { at: 'password' },
  )
}

/** Whole and in parts, as people put them into passwords. */
function wordsOf({ email, name, host }: Owner): string[] {
  const parts = [email, name, host].flatMap((whole) => whole.split(/[^\p{L}\p{N}]+/u))
  const words = [email, ...email.split('@'), name, name.replace(/\s+/g, ''), host, ...parts, 'rooms']
  return [...new Set(words.map(fold))].filter((word) => word.length > 1)
}
