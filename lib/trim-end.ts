/**
 * The text without such signs at its end. An expression that ends in `+$` begins anew at each of them: many
 * take the square of their number.
 */
export function trimEnd(text: string, sign: RegExp): string {
  let end = text.length
  while (end > 0 && sign.test(text.charAt(end - 1))) end -= 1
  return text.slice(0, end)
}
