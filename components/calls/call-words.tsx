import { withWords } from '#components/words/with-words.tsx'
import calls from '#lib/words/en/calls.json' with { type: 'json' }

/** A part of a call, with the English words of calls. */
export const withCallWords = withWords({ calls })
