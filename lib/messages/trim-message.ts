import { isBlank } from '#lib/text/signs.ts'

/**
 * A message without the empty lines around it; "" when nothing in it can be seen. Its first line keeps its
 * indentation: it may be drawn or code.
 */
export const trimMessage = (text: string): string =>
  isBlank(text)
    ? ''
    : text
        .replaceAll('\0', '')
        .replace(/^\s*\n/, '')
        .trimEnd()
