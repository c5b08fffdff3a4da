/** What is written from right to left, or changes the direction of what stands beside it. */
const turning =
  /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const [opens, closes] = [/[\u2066-\u2068]/, '\u2069']

/**
 * A name or another piece of text to stand within other words, where there are no elements: its direction is
 * its own and ends with it, whatever in it is left open (UAX 9, FSI and PDI). What cannot turn anything
 * within words from left to right stays as it is there.
 */
export function isolated(text: string, within: 'ltr' | 'rtl' = 'ltr'): string {
  if (within === 'ltr' && !turning.test(text)) return text
  let open = 0
  let inside = ''
  for (const sign of text) {
    if (sign === closes && open === 0) continue
    if (opens.test(sign)) open += 1
    else if (sign === closes) open -= 1
    inside += sign
  }
  return `\u2068${inside}${closes.repeat(open + 1)}`
}
