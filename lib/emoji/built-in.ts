import { fold } from '#lib/fold.ts'

let reading: Promise<ReadonlySet<string>> | undefined

/** Folded names of the emoji that everybody has: those that a page completes after a colon. */
export function builtInNames(): Promise<ReadonlySet<string>> {
  reading ??= read()
  return reading
}

async function read() {
  const codes = await import('emojibase-data/en/shortcodes/github.json', { with: { type: 'json' } })
  return new Set(Object.values(codes.default).flat().map(fold))
}
