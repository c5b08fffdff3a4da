const excerptChars = 140
/** What a reply shows of the message it answers. */
export const excerptOf = (content: string): string => {
  const line = content.replace(/\s+/g, ' ')
  return line.length > excerptChars ? `${line.slice(0, excerptChars - 1)}…` : line
}
