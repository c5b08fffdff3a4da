import { isBlank } from '#lib/text/signs.ts'

/**
 * A message without what is empty around it; "" when nothing in it can be seen. Of several lines the first
 * keeps its indentation: they may be drawn, or code.
 */
export function trimMessage(text: string): string {
  if (isBlank(text)) return ''
  const kept = text
    .replaceAll('\0', '')
    .replace(/^\s*\n/, '')
    .trimEnd()
  return kept.includes('\n') ? kept : kept.trimStart()
}
