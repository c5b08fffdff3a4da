import type { FeedbackType } from '@zxcvbn-ts/core'

type Said = 'yes' | 'no'

/**
 * What makes a password weak, by the meter's name, and what would help. The
 * catalogue words it (`accounts.weakPassword`).
 */
export type Advice = { why: string; anotherWord: Said; l33t: Said; reverseWords: Said }

/**
 * The meter's findings. What asks for capitals and signs is left out: more words are better
 * than decorated ones (NIST SP 800-63B-4).
 */
export const adviceOf = ({ warning, suggestions }: FeedbackType): Advice => {
  const names: readonly string[] = suggestions
  const isSaid = (name: string): Said => (names.includes(name) ? 'yes' : 'no')
  return {
    why: warning ?? 'none',
    anotherWord: isSaid('anotherWord'),
    l33t: isSaid('l33t'),
    reverseWords: isSaid('reverseWords'),
  }
}
