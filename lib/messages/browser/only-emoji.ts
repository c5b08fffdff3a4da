import { signsOf } from '#lib/text/cut.ts'

/** One to three emoji and nothing else: shown large. */
export const isOnlyEmoji = (content: string): boolean => {
  if (content.length > 64 || !/^[\p{Extended_Pictographic}\p{Emoji_Component}\s]+$/u.test(content))
    return false
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(content)) return false
  return signsOf(content.replace(/\s/g, '')).length <= 3
}
