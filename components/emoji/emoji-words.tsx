import { withWords } from '#components/words/with-words.tsx'
import emoji from '#lib/words/en/emoji.json' with { type: 'json' }
import told from '#lib/words/en/emoji-refusals.json' with { type: 'json' }

/** A part that shows all emoji of the installation, with their English words. */
export const withEmojiWords = withWords({ emoji, refusals: { emoji: told } })
