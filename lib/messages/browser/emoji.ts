import { load } from '#lib/build/browser/load.ts'
import { fold } from '#lib/fold.ts'

/**
 * One emoji and the words it is found by. `names` are those between
 * colons; `group` is its place in `emojiGroups`.
 */
export type Emoji = { emoji: string; label: string; names: string[]; tags: string[]; group: number }

/** In the order of the picker; `name` is a key of the catalogue. */
export const emojiGroups = [
  { group: 0, name: 'messages.emoji.groups.smileys', sign: '😀' },
  { group: 1, name: 'messages.emoji.groups.people', sign: '👋' },
  { group: 3, name: 'messages.emoji.groups.nature', sign: '🌿' },
  { group: 4, name: 'messages.emoji.groups.food', sign: '🍎' },
  { group: 5, name: 'messages.emoji.groups.places', sign: '🚗' },
  { group: 6, name: 'messages.emoji.groups.activities', sign: '⚽' },
  { group: 7, name: 'messages.emoji.groups.objects', sign: '💡' },
  { group: 8, name: 'messages.emoji.groups.symbols', sign: '💯' },
  { group: 9, name: 'messages.emoji.groups.flags', sign: '🏁' },
] as const

/** Of the installation's own. */
export const ownGroup = 10

let loading: Promise<Emoji[]> | undefined

/** Every emoji, loaded when the first is looked for. A failed load is tried again the next time. */
export const allEmoji = (): Promise<Emoji[]> => {
  loading ??= read().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

const read = async (): Promise<Emoji[]> => {
  const [{ default: data }, { default: names }] = await Promise.all([
    load(() => import('emojibase-data/en/compact.json')),
    load(() => import('emojibase-data/en/shortcodes/github.json')),
  ])
  const codes: Record<string, string | string[]> = names
  return data.flatMap(({ unicode, label, hexcode, tags = [], group }) =>
    // Group 2 holds parts of others, such as tones of skin.
    group === undefined || group === 2
      ? []
      : [{ emoji: plainForm(unicode), label, names: [codes[hexcode] ?? []].flat(), tags, group }],
  )
}

/**
 * Without the sign that asks for colour where colour is meant anyway: "👍"
 * must be one reaction, however it is typed.
 */
const plainForm = (emoji: string) => emoji.replace(/^(\p{Emoji_Presentation})\ufe0f$/u, '$1')

/**
 * The emoji that fit, best first: recently used ones, then those whose name
 * begins so, then those with a word that does.
 */
export const findEmoji = (
  all: readonly Emoji[],
  sought: string,
  recent: readonly string[],
  count: number,
): Emoji[] => {
  const wanted = fold(sought)
  const rank = ({ emoji, names, label, tags }: Emoji): number => {
    const words = fold(label)
    const named = names.some((name) => name.startsWith(wanted))
    const fits = named || words.includes(wanted) || tags.some((tag) => tag.startsWith(wanted))
    if (!fits) return Number.POSITIVE_INFINITY
    if (recent.includes(emoji)) return 0
    if (names.includes(wanted)) return 1
    return named ? 2 : words.startsWith(wanted) ? 3 : 4
  }
  return all
    .map((one) => ({ one, at: rank(one) }))
    .filter(({ at }) => at < Number.POSITIVE_INFINITY)
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ one }) => one)
}
