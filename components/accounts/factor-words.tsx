import { withWords } from '#components/words/with-words.tsx'
import factors from '#lib/words/en/factors.json' with { type: 'json' }

/** What only the sign-in and the profile say. */
export const withFactorWords = withWords({ factors })
