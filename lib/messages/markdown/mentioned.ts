import { type Block, type Inline, parseOnce } from './markdown.ts'

/**
 * The ids a text mentions where it is drawn as a mention: not in code, nor in where a link leads. In the
 * order they stand in, each once; the page and the server ask the same.
 */
export const mentionedBy = (content: string): string[] =>
  content.includes('<@') ? [...new Set(namedIn(content, idOfPerson))] : []

/** The ids of people and rooms alike, as often as they stand there. */
export const namedBy = (content: string): string[] =>
  namedIn(content, (one) => idOfPerson(one) ?? idOfRoom(one))

type IdOf = (one: Inline) => string | null
const idOfPerson: IdOf = (one) => (one.kind === 'mention' ? one.userId : null)
const idOfRoom: IdOf = (one) => (one.kind === 'room' ? one.roomId : null)
const namedIn = (content: string, idOf: IdOf) => parseOnce(content).flatMap((block) => ofBlock(block, idOf))

const ofBlock = (block: Block, idOf: IdOf): string[] => {
  const inBlock = (one: Block) => ofBlock(one, idOf)
  const inLine = (one: Inline) => ofInline(one, idOf)
  switch (block.kind) {
    case 'code':
    case 'rule':
      return []
    case 'quote':
      return block.inside.flatMap(inBlock)
    case 'list':
      return block.items.flatMap(({ inside }) => inside.flatMap(inBlock))
    case 'table':
      return block.rows.flatMap((row) => row.flatMap((cell) => cell.flatMap(inLine)))
    default:
      return block.inside.flatMap(inLine)
  }
}

const ofInline = (one: Inline, idOf: IdOf): string[] => {
  const id = idOf(one)
  if (id !== null) return [id]
  return 'inside' in one ? one.inside.flatMap((inner) => ofInline(inner, idOf)) : []
}
