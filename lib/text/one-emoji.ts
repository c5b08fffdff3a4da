import { signsOf } from '#lib/text/cut.ts'

/** Letters and digits of any script, with single signs between them: others might be read as Markdown. */
const words = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[_+-][\p{L}\p{M}\p{N}]+)*$/u

/** Whether an emoji of an installation may be called so. */
export const isEmojiName = (name: string): boolean =>
  words.test(name) && /\p{L}/u.test(name) && !/\p{Default_Ignorable_Code_Point}/u.test(name)

/** Whether a text is one emoji: a single grapheme with a pictographic, flag or keycap part. */
export const isEmoji = (text: string): boolean =>
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text) &&
  /^[\p{Extended_Pictographic}\p{Emoji_Component}]+$/u.test(text) &&
  signsOf(text).length === 1
