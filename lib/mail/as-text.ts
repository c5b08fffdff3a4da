import type { Letter, Surroundings } from './letter.ts'

/** A letter as plain text: an address stands in a line of its own, where programs find the whole of it. */
export function asText(letter: Letter, { place, footer }: Surroundings): string {
  const { greeting, paragraphs, details = [], link, notes = [] } = letter
  return [
    greeting,
    ...paragraphs,
    ...(details.length > 0 ? [details.map(({ label, value }) => `${label}: ${value}`).join('\n')] : []),
    ...(link ? [`${link.label}:\n${link.url}`] : []),
    ...notes,
    `-- \n${place}\n${footer}`,
  ].join('\n\n')
}
