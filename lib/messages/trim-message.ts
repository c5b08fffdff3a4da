/** A message without the empty lines around it. Its first line keeps its indentation: it may be drawn or code. */
export const trimMessage = (text: string): string => text.replace(/^\s*\n/, '').trimEnd()
