import { type Block, type Inline, parseOnce } from './markdown.ts'

/**
 * The ids a text mentions where it is drawn as a mention: not in code, nor in where a link leads. In the
 * order they stand in, each once; the page and the server ask the same.
 */
export const mentionedBy = (content: string): string[] =>
  content.includes('<@') ? [...new Set(parseOnce(content).flatMap(ofBlock))] : []

const ofBlock = (block: Block): string[] => {
  switch (block.kind) {
    case 'code':
    case 'rule':
      return []
    case 'quote':
      return block.inside.flatMap(ofBlock)
    case 'list':
      return block.items.flatMap(({ inside }) => inside.flatMap(ofBlock))
    case 'table':
      return block.rows.flatMap((row) => row.flatMap((cell) => cell.flatMap(ofInline)))
    default:
      return block.inside.flatMap(ofInline)
  }
}

const ofInline = (one: Inline): string[] => {
  if (one.kind === 'mention') return [one.userId]
  return 'inside' in one ? one.inside.flatMap(ofInline) : []
}
