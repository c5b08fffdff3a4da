/** One to three emoji and nothing else: shown large. */
export const isOnlyEmoji = (content: string): boolean => {
  if (content.length > 64 || !/^[\p{Extended_Pictographic}\p{Emoji_Component}\s]+$/u.test(content))
    return false
  if (!/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(content)) return false
  const graphemes = [
    ...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(content.replace(/\s/g, '')),
  ]
  return graphemes.length <= 3
}
