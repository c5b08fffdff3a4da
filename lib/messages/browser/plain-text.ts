import { actedBlocks, actedText, isAction } from '#lib/messages/markdown/action.ts'
import { type Block, type Inline, type ListItem, parse } from '#lib/messages/markdown/markdown.ts'
import { roomsToNames } from '#lib/rooms/browser/room-names.ts'
import { cut } from '#lib/text/cut.ts'
import { isolated } from '#lib/text/isolate.ts'
import { mentionsToNames } from './mention-names.ts'

type NameOf = (userId: string) => string | undefined

/** More than any place has room for that shows a message in a line, or anybody listens to. */
const mostChars = 2_000

/** In which there can be no markup, so that it need not be parsed: most of what people write. */
const withoutMarkup = /^(?!\s*(?:[-+]|#+\s|\d+[.)]))[^\\*_~`<>[\]|&\r\n]*$/

/** What a message says in one line, without its markup: for quotes, and for what is read aloud. */
export const plain = (content: string, nameOf: NameOf): string => {
  if (content.length <= mostChars && withoutMarkup.test(content)) return inOneLine(actedText(content))
  const ownName = (userId: string) => {
    const name = nameOf(userId)
    return name && isolated(name)
  }
  const blocks = parse(cut(content, mostChars))
  return inOneLine(
    (isAction(content) ? actedBlocks(blocks) : blocks).map((block) => ofBlock(block, ownName)).join(' '),
  )
}

/** What has to be written anew for that, asked first because most texts have nothing of it. */
const otherGap = /\s{2}|[^\S ]/
const inOneLine = (text: string) => (otherGap.test(text) ? text.replace(/\s+/g, ' ') : text).trim()

const ofBlock = (block: Block, nameOf: NameOf): string => {
  switch (block.kind) {
    case 'code':
      return block.language === null ? block.text : `${block.language} ${block.text}`
    case 'quote':
      return block.inside.map((one) => ofBlock(one, nameOf)).join(' ')
    case 'list':
      return block.items.map((item) => ofItem(item, nameOf)).join(', ')
    case 'table':
      return block.rows.flatMap((row) => row.map((cell) => ofInlines(cell, nameOf))).join(', ')
    case 'rule':
      return ''
    default:
      return ofInlines(block.inside, nameOf)
  }
}

const ofItem = ({ marker, inside }: ListItem, nameOf: NameOf): string => {
  const words = inside.map((one) => ofBlock(one, nameOf)).join(', ')
  return marker === null ? words : `${marker} ${words}`
}

const ofInlines = (inlines: Inline[], nameOf: NameOf): string =>
  inlines
    .map((one) => {
      if (one.kind === 'mention') return mentionsToNames(`<@${one.userId}>`, nameOf)
      if (one.kind === 'room') return roomsToNames(`<#${one.roomId}>`)
      if (one.kind === 'text') return one.text
      return 'text' in one ? mentionsToNames(one.text, nameOf) : ofInlines(one.inside, nameOf)
    })
    .join('')
