import { withWords } from '#components/words/with-words.tsx'
import guests from '#lib/words/en/guests.json' with { type: 'json' }

/** A part about guests, with the English words on them. */
export const withGuestWords = withWords({ guests })
