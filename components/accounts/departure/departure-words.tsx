import { withWords } from '#components/words/with-words.tsx'
import departure from '#lib/words/en/departure.json' with { type: 'json' }

/** What is said where an account ends. */
export const withDepartureWords = withWords({ departure })
