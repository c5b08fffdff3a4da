import { withWords } from '#components/words/with-words.tsx'
import accounts from '#lib/words/en/password-refusals.json' with { type: 'json' }

/** A form where a password is chosen, with the English words on weak ones: the page judges it by itself. */
export const withPasswordWords = withWords({ refusals: { accounts } })
