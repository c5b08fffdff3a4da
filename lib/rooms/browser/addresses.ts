/** So many at once the server takes. */
export const mostAddresses = 200

const looksWhole = /^[^\s@<>"]+@[^\s@<>".]+(?:\.[^\s@<>".]+)+$/

/**
 * Addresses in a list as people have them: one beside the other or one a line, between commas or semicolons,
 * and with names ("Ana Lee <ana@example.org>"). `odd`: what is none.
 */
export function addressesIn(text: string): { addresses: string[]; odd: string[] } {
  const addresses = new Set<string>()
  const odd: string[] = []
  for (const part of text.split(/[,;\n\r]/)) {
    const said = part.trim()
    if (said === '') continue
    const open = said.lastIndexOf('<')
    const named = open >= 0 && said.endsWith('>') ? said.slice(open + 1, -1).trim() : said
    // Without signs between them, as from a column of a table.
    const words = named.split(/\s+/)
    if (words.every((word) => looksWhole.test(word)))
      for (const word of words) addresses.add(word.toLowerCase())
    else odd.push(said)
  }
  return { addresses: [...addresses], odd }
}
