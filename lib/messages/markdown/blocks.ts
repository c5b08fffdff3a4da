import type { Token } from 'markdown-it'
import { isBlank } from '#lib/text/signs.ts'
import { type Inline, inlinesOf, shows } from './inlines.ts'

export type Block =
  | { kind: 'paragraph' | 'heading'; inside: Inline[] }
  | { kind: 'code'; text: string; language: string | null }
  | { kind: 'quote'; inside: Block[] }
  | { kind: 'list'; start: number | null; items: ListItem[] }
  | { kind: 'table'; align: Align[]; rows: Inline[][][] }
  | { kind: 'rule' }
/**
 * `done` is null where the item is not a task; `marker` is the number as it was typed, null without numbers.
 */
export type ListItem = { done: boolean | null; marker: string | null; inside: Block[] }
type Align = 'center' | 'left' | 'right' | null

/** Whether there is anything in it that people see. */
export const showsBlock = (block: Block): boolean => {
  switch (block.kind) {
    case 'code':
      return !isBlank(block.text)
    case 'rule':
      return true
    case 'quote':
      return block.inside.some(showsBlock)
    case 'list':
      return block.items.some(({ marker, inside }) => marker !== null || inside.some(showsBlock))
    case 'table':
      return block.rows.some((row) => row.some(shows))
    default:
      return shows(block.inside)
  }
}

/** What the tokens of a text say, as a tree. */
export const blocksOf = (tokens: readonly Token[]): Block[] => blocksUntil(tokens.values(), '')

type Left = Iterator<Token, undefined>

/** Takes tokens up to the one that ends what they are in. */
const blocksUntil = (left: Left, end: string): Block[] => {
  const blocks: Block[] = []
  for (const token of until(left, end)) blocks.push(blockOf(token, left))
  return blocks
}

function* until(left: Left, end: string) {
  for (let token = left.next().value; token && token.type !== end; token = left.next().value) yield token
}

const blockOf = (token: Token, left: Left): Block => {
  switch (token.type) {
    case 'heading_open':
      return { kind: 'heading', inside: inlinesUntil(left, 'heading_close') }
    case 'fence':
      return {
        kind: 'code',
        text: token.content.replace(/\n$/, ''),
        language: token.info || null,
      }
    case 'blockquote_open':
      return { kind: 'quote', inside: blocksUntil(left, 'blockquote_close') }
    case 'bullet_list_open':
      return { kind: 'list', start: null, items: itemsUntil(left, 'bullet_list_close') }
    case 'ordered_list_open':
      return {
        kind: 'list',
        start: Number(token.attrGet('start') ?? 1),
        items: itemsUntil(left, 'ordered_list_close'),
      }
    case 'table_open':
      return tableOf(left)
    case 'hr':
      return { kind: 'rule' }
    default:
      return { kind: 'paragraph', inside: inlinesUntil(left, 'paragraph_close') }
  }
}

const inlinesUntil = (left: Left, end: string): Inline[] =>
  [...until(left, end)].flatMap(({ children }) => inlinesOf(children ?? []))

const itemsUntil = (left: Left, end: string): ListItem[] =>
  Array.from(until(left, end), ({ info, markup }) =>
    itemOf(blocksUntil(left, 'list_item_close'), info === '' ? null : info + markup),
  )

const box = /^\[([ xX])\]\s+/

/** A task begins with a box, and says something after it (GFM, 5.3). */
const itemOf = (inside: Block[], marker: string | null): ListItem => {
  const [first] = inside
  const [words, ...more] = first?.kind === 'paragraph' ? first.inside : []
  const [all, sign] = words?.kind === 'text' ? (box.exec(words.text) ?? []) : []
  if (all === undefined || words?.kind !== 'text' || first?.kind !== 'paragraph')
    return { done: null, marker, inside }
  const rest = words.text.slice(all.length)
  if (rest === '' && more.length === 0) return { done: null, marker, inside }
  const said: Inline[] = rest === '' ? more : [{ kind: 'text', text: rest }, ...more]
  return { done: sign !== ' ', marker, inside: [{ ...first, inside: said }, ...inside.slice(1)] }
}

const sides: Record<string, Align> = {
  'text-align:center': 'center',
  'text-align:left': 'left',
  'text-align:right': 'right',
}

const tableOf = (left: Left): Block => {
  const align: Align[] = []
  const rows: Inline[][][] = []
  for (const token of until(left, 'table_close')) {
    if (token.type === 'tr_open') rows.push([])
    else if (token.type === 'th_open') align.push(sides[token.attrGet('style') ?? ''] ?? null)
    else if (token.type === 'inline') rows.at(-1)?.push(inlinesOf(token.children ?? []))
  }
  return { kind: 'table', align, rows }
}
