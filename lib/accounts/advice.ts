import type { FeedbackType } from '@zxcvbn-ts/core'

/** Why a password is weak, by the meter's names. */
const why: Record<string, string> = {
  straightRow: 'A row of keys is guessed among the first.',
  keyPattern: 'A pattern on the keyboard is easy to guess.',
  simpleRepeat: 'Repeated characters like “aaa” are easy to guess.',
  extendedRepeat: 'Repeated parts like “abcabc” are hardly harder to guess than one.',
  sequences: 'Sequences like “abc” or “6543” are easy to guess.',
  recentYears: 'Years are easy to guess.',
  dates: 'Dates are easy to guess.',
  topTen: 'It is one of the commonest passwords.',
  topHundred: 'It is one of the commonest passwords.',
  common: 'It is a common password.',
  similarToCommon: 'It is much like a common password.',
  wordByItself: 'A single word is easy to guess.',
  namesByThemselves: 'Names are easy to guess.',
  commonNames: 'Names are easy to guess.',
  userInputs: 'Your name, your email and the name of this server are guessed among the first.',
}

/** What would help. What asks for capitals and signs is left out: more words are better than decorated ones (NIST SP 800-63B-4). */
const how: Record<string, string> = {
  anotherWord: 'Add another word or two, best ones that are seldom used.',
  l33t: 'Writing @ for a or 0 for o does not help.',
  reverseWords: 'Writing it backwards does not help.',
}

/** The meter's findings in words of ours. */
export const advice = ({ warning, suggestions }: FeedbackType): string =>
  [why[warning ?? ''], ...suggestions.map((name) => how[name])].filter(Boolean).join(' ')
