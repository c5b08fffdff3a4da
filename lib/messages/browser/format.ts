/** A text field's text, and what of it is selected. */
export type Selected = { text: string; from: number; to: number }

export type Format = 'bold' | 'italic' | 'strike' | 'code' | 'block' | 'quote' | 'list' | 'numbers' | 'link'

const marks = { bold: '**', italic: '_', strike: '~~', code: '`' } as const
const starts = { quote: () => '> ', list: () => '- ', numbers: (at: number) => `${at + 1}. ` } as const

/** Formats what is selected, or takes the format away where it is there already. */
export const formatted = (selected: Selected, format: Format): Selected => {
  switch (format) {
    case 'block':
      return fenced(selected)
    case 'link':
      return linked(selected)
    case 'quote':
    case 'list':
    case 'numbers':
      return begun(selected, starts[format])
    default:
      return wrapped(selected, marks[format])
  }
}

const wrapped = ({ text, from, to }: Selected, mark: string): Selected => {
  const n = mark.length
  const inner = text.slice(from, to)
  if (text.slice(from - n, from) === mark && text.slice(to, to + n) === mark)
    return { text: text.slice(0, from - n) + inner + text.slice(to + n), from: from - n, to: to - n }
  if (inner.length > 2 * n && inner.startsWith(mark) && inner.endsWith(mark))
    return { text: text.slice(0, from) + inner.slice(n, -n) + text.slice(to), from, to: to - 2 * n }
  // A mark beside a space would not be one.
  const lead = inner.length - inner.trimStart().length
  const tail = inner.trim() === '' ? 0 : inner.length - inner.trimEnd().length
  const [start, end] = [from + lead, to - tail]
  return {
    text: text.slice(0, start) + mark + text.slice(start, end) + mark + text.slice(end),
    from: start + n,
    to: end + n,
  }
}

const begun = ({ text, from, to }: Selected, startOf: (at: number) => string): Selected => {
  const top = text.lastIndexOf('\n', from - 1) + 1
  const bottom = text.indexOf('\n', to) === -1 ? text.length : text.indexOf('\n', to)
  const lines = text.slice(top, bottom).split('\n')
  const has = lines.every((line, at) => line.startsWith(startOf(at)))
  const changed = lines
    .map((line, at) => (has ? line.slice(startOf(at).length) : startOf(at) + line))
    .join('\n')
  const end = top + changed.length
  return {
    text: text.slice(0, top) + changed + text.slice(bottom),
    from: lines.length > 1 ? top : end,
    to: end,
  }
}

const fenced = ({ text, from, to }: Selected): Selected => {
  const before = from > 0 && text[from - 1] !== '\n' ? '\n```\n' : '```\n'
  const after = text[to] === '\n' ? '\n```' : '\n```\n'
  const start = from + before.length
  return {
    text: text.slice(0, from) + before + text.slice(from, to) + after + text.slice(to),
    from: start,
    to: start + to - from,
  }
}

/** A guess that costs nothing: what finds addresses is code that comes later (addresses.ts). */
export const mayBeAddress = (text: string): boolean => /^(?:https?:\/\/|www\.)\S+$/i.test(text)

/** Selects what is still to be written: the address, or the words when an address was selected. */
const linked = ({ text, from, to }: Selected): Selected => {
  const inner = text.slice(from, to)
  const [words, address] = mayBeAddress(inner) ? ['', inner] : [inner, '']
  const start = from + 1 + (address ? 0 : words.length + 2)
  return { text: `${text.slice(0, from)}[${words}](${address})${text.slice(to)}`, from: start, to: start }
}

/**
 * A new line that goes on with the list or quote of the one before; a line with
 * nothing in it ends that. Null outside of both.
 */
export const continued = ({ text, from, to }: Selected): Selected | null => {
  const top = text.lastIndexOf('\n', from - 1) + 1
  const [start, space, sign, number, box, words] =
    /^([ \t]*)(?:([-*+>])|(\d{1,8})\.) (\[[ xX]\] )?(.*)$/.exec(text.slice(top, from)) ?? []
  if (start === undefined || from !== to) return null
  if (words === '') return { text: text.slice(0, top) + text.slice(from), from: top, to: top }
  const next = `\n${space}${sign ?? `${Number(number) + 1}.`} ${box ? '[ ] ' : ''}`
  return {
    text: text.slice(0, from) + next + text.slice(from),
    from: from + next.length,
    to: from + next.length,
  }
}

const signsOfCode = /`{3,}|~{3,}/
/** What may stand before them on their line, for them to begin a block whatever follows. */
const leads = /^[\s>]*(?:(?:[-*]|\d{1,9}[.)]) +)?$/

/** The signs that begin a block of code in a line, or none: after text only where nothing follows them. */
const codeBegun = (line: string): string => {
  const found = signsOfCode.exec(line)
  if (!found) return ''
  const [signs] = found
  const before = line.slice(0, found.index)
  const rest = line.slice(found.index + signs.length)
  if (before.endsWith('\\') || rest.includes('`')) return ''
  return leads.test(before) || (signs.startsWith('`') && rest.trim() === '') ? signs : ''
}

/** Whether a line ends the block of code that such signs began. */
const endsCode = (line: string, signs: string): boolean => {
  const said = line.replace(/^[\s>]+/, '').trimEnd()
  if (signs.startsWith('`') && said.endsWith(signs)) return true
  const run = signsOfCode.exec(said)?.[0] ?? ''
  return said.startsWith(signs) && !/^\S/.test(said.slice(run.length))
}

/**
 * Whether a place of a text is inside a block of code that has begun before it, so that Enter makes a line: a
 * guess by the lines before it, since what reads all of a text is code that comes later (fences.ts).
 */
export const isInCode = (text: string, at: number): boolean => {
  let signs = ''
  for (const line of text.slice(0, at).split('\n')) {
    if (signs === '') signs = codeBegun(line)
    else if (endsCode(line, signs)) signs = ''
  }
  return signs !== ''
}
