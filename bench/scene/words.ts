/** Numbers from 0 to 1 that are the same in every run. */
export function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
type Random = () => number

const letters = 'etaoinshrdlcumwfgypbvk'
const word = (random: Random) =>
  Array.from(
    { length: 2 + Math.floor(random() * 8) },
    () => letters[Math.floor(random() ** 2 * letters.length)],
  ).join('')

/** 20,000 words, those said most often first. */
export const vocabulary: readonly string[] = (() => {
  const random = numbersFrom(7)
  return Array.from({ length: 20_000 }, () => word(random))
})()

/** Few things are said often and many seldom, as Zipf has it. */
export const often = (most: number, random: Random) => Math.floor(most ** random()) - 1

/** From 3 to 20 words. */
export const someWords = (random: Random) =>
  Array.from(
    { length: 3 + Math.floor(random() * 18) },
    () => vocabulary[often(vocabulary.length, random)] ?? '',
  )
