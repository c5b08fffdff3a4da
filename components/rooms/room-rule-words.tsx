import { withWords } from '#components/words/with-words.tsx'
import rooms from '#lib/words/en/room-rules.json' with { type: 'json' }

/** A part of a room with the English words on who may do what there, which come with such parts. */
export const withRoomRuleWords = withWords({ rooms })
