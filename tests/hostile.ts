/** Characters of a message (lib/limits.ts). */
export const full = 16_000
/** One fragment over and over. */
export const filled = (unit: string, chars = full) =>
  unit.repeat(Math.ceil(chars / unit.length)).slice(0, chars)
const growing = (one: (at: number) => string, chars = full) => {
  let text = ''
  for (let at = 1; text.length < chars; at++) text += one(at)
  return text.slice(0, chars)
}
const halves = (before: string, middle: string, after: string, chars = full) => {
  const count = Math.floor((chars - middle.length) / (before.length + after.length))
  return before.repeat(count) + middle + after.repeat(count)
}

/**
 * What has brought parsers of Markdown to a stop (the pathological cases of cmark
 * among them), each of so many characters.
 */
export const hostile: Record<string, (chars?: number) => string> = {
  'strong in emphasis in strong': (chars) => halves('*a **a ', 'b', ' a** a*', chars),
  'closers of emphasis without openers': (chars) => filled('a_ ', chars),
  'openers of emphasis without closers': (chars) => filled('_a ', chars),
  'closers of links without openers': (chars) => filled('a]', chars),
  'openers of links without closers': (chars) => filled('[a', chars),
  'mismatched openers and closers': (chars) => filled('*a_ ', chars),
  'openers and closers a multiple of three': (chars) => `a**b${filled('c* ', chars)}`,
  'openers of links and closers of emphasis': (chars) => filled('[ a_', chars),
  'the pattern [ (](': (chars) => filled('[ (](', chars),
  'the pattern ![[](': (chars) => filled('![[]()', chars),
  'the pattern - *b': (chars) => filled('- *b\n', chars),
  'brackets in each other': (chars) => halves('[', 'a', ']', chars),
  'links in each other': (chars) => halves('[', 'a', '](http://a.example)', chars),
  'quotes in each other': (chars) => filled('> ', chars),
  'quotes in each other, line by line': (chars) => growing((at) => `${'>'.repeat(at)} a\n`, chars),
  'lists in each other': (chars) => growing((at) => `${'  '.repeat(at)}* a\n`, chars),
  'empty lines in lists in each other': (chars) => `${'- '.repeat(100)}x\n${filled('\n', chars)}x`,
  'items without anything': (chars) => filled('-\n\n', chars),
  'backticks of growing length': (chars) => growing((at) => `e${'`'.repeat(at)}`, chars),
  'backticks that shrink again': (chars = full) => {
    const grown = growing((at) => `e${'`'.repeat(at)}`, chars / 2)
    return grown + [...grown].reverse().join('')
  },
  'links without an end, in angle brackets': (chars) => filled('[a](<b', chars),
  'links without an end': (chars) => filled('[a](b', chars),
  'titles without an end': (chars) => filled('[a](http://b.example "', chars),
  'comments without an end': (chars) => `</${filled('<!--', chars)}`,
  'instructions without an end': (chars) => filled('<?', chars),
  'declarations without an end': (chars) => filled('<!A ', chars),
  'CDATA without an end': (chars) => filled('<![CDATA[', chars),
  'references to nothing': (chars) => filled('[0] [1][] ', chars),
  'definitions of links': (chars) => growing((at) => `[${at}]: u\n`, chars),
  'tables of many columns': (chars = full) =>
    `${filled('|a', chars / 2 - 2)}|\n${filled('|-', chars / 2 - 2)}|\n`,
  'tables of many rows': (chars) => `|a|b|\n|-|-|\n${filled('a\n', chars)}`,
  'tables wide and long': (chars) => `${filled('|a', 400)}|\n${filled('|-', 400)}|\n${filled('a\n', chars)}`,
  'many tables': (chars) => filled('|a|b|c|d|\n|-|-|-|-|\na\na\n\n', chars),
  'tables that never begin': (chars) => filled('a|b\n-|', chars),
  'strikes in each other': (chars) => filled('~~a ~b ', chars),
  'fences without an end': (chars) => filled('- ```\n', chars),
  'headings of nothing': (chars) => filled('# \n', chars),
  'addresses in a row': (chars) => filled('http://a.', chars),
  'addresses that are none': (chars) => filled('http://a:b*', chars),
  'addresses with brackets': (chars) => filled('http://a[', chars),
  'addresses and their punctuation': (chars) => `http://x${filled('.)', chars)}`,
  'names of hosts': (chars) => filled('www.', chars),
  'mail to nobody': (chars) => filled('a@', chars),
  'mail from a long name': (chars) => filled('a.', chars),
  'mail and hyphens': (chars) => filled('a@b.-.-', chars),
  'schemes alone': (chars) => filled('mailto:', chars),
  slashes: (chars) => filled('//', chars),
  'schemes without a name': (chars) => filled('://a.', chars),
  'mentions without an end': (chars) => filled('<@a', chars),
  'angle brackets': (chars) => filled('<a:b', chars),
  backslashes: (chars) => filled('\\', chars),
  brackets: (chars) => filled('(', chars),
  images: (chars) => filled('![', chars),
  'strong in brackets': (chars) => filled('[__a', chars),
  'brackets in strikes': (chars) => filled('*~]', chars),
  'strikes and strong': (chars) => filled('~__a', chars),
  'strikes and emphasis': (chars) => filled('a~_', chars),
}

/** Code that brings the highlighter of its language to a stop. */
export const hostileCode: string[] = [
  ['markdown', '[a]('],
  ['ini', 'a'],
  ['cpp', 'public a'],
  ['csharp', 'a a'],
].map(([language = '', unit = '']) => `\`\`\`${language}\n${filled(unit, full - 50)}\n\`\`\``)
