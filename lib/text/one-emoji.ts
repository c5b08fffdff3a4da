import { signsOf } from '#lib/text/cut.ts'

/** Whether a text is one emoji: a single grapheme with a pictographic, flag or keycap part. */
export const isEmoji = (text: string): boolean =>
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text) &&
  /^[\p{Extended_Pictographic}\p{Emoji_Component}]+$/u.test(text) &&
  signsOf(text).length === 1
