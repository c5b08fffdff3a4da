import { withWords } from '#components/words/with-words.tsx'
import profile from '#lib/words/en/profile.json' with { type: 'json' }

/** What people tell of themselves, and who asks them for it. */
export const withProfileWords = withWords({ profile })
