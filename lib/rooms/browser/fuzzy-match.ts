import { fold } from '#lib/fold.ts'

const isWordStart = (text: string, at: number) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')

/** Where a word with this in it starts, if there is one; otherwise where it stands inside a word. */
const foundIn = (text: string, sought: string): number => {
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + 1))
    if (isWordStart(text, at)) return at
  return text.indexOf(sought)
}

/**
 * How many letters lie between the sought ones, taken in their order from the start of
 * a word; null when they are not all there.
 */
const gapsIn = (text: string, sought: string): number | null => {
  let fewest: number | null = null
  for (
    let start = text.indexOf(sought[0] ?? '');
    start >= 0;
    start = text.indexOf(sought[0] ?? '', start + 1)
  ) {
    if (!isWordStart(text, start)) continue
    let at = start
    for (const letter of sought.slice(1)) at = at < 0 ? at : text.indexOf(letter, at + 1)
    const gaps = at - start + 1 - sought.length
    if (at >= 0 && (fewest === null || gaps < fewest)) fewest = gaps
    if (at < 0) break
  }
  return fewest
}

/**
 * How well a name fits what was typed, the smaller the better: it begins so, a word in it
 * does, it is inside, or (from 3 on) the letters come in this order. Null when it does not
 * fit. Accents and capitals do not matter.
 */
export const fitOf = (typed: string, name: string): number | null => {
  const [sought, text] = [fold(typed.trim()), fold(name)]
  if (sought === '') return 0
  const at = foundIn(text, sought)
  if (at === 0) return 0
  if (at > 0) return isWordStart(text, at) ? 1 : 2
  const gaps = gapsIn(text, sought.replaceAll(' ', ''))
  return gaps === null ? null : 3 + gaps
}
