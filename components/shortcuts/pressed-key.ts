/** Of a script other than Latin: what somebody presses then is meant by its place. */
const isForeign = (key: string) => /[\p{L}\p{M}]/u.test(key) && !/\p{Script=Latin}/u.test(key)

/** Question marks of other keyboards. */
const signs: Record<string, string> = { '؟': '?', '？': '?' }

/**
 * The key that is meant: the letter it gives, wherever that is (AZERTY, Dvorak); on keyboards that give
 * none of the Latin ones, the one printed there beside it, by its place.
 */
export const pressedKey = ({ key, code }: Pick<KeyboardEvent, 'key' | 'code'>): string =>
  (isForeign(key) && /^Key([A-Z])$/.exec(code)?.[1]) || signs[key] || key
