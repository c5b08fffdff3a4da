import { withWords } from '#components/words/with-words.tsx'
import moderated from '#lib/words/en/moderated.json' with { type: 'json' }
import { TombstoneText } from './tombstone-text.tsx'

/** The same in the page, which has not all words from the beginning. */
export const Tombstone = withWords({ moderated })(TombstoneText)
