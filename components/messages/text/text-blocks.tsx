import { Square, SquareCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cx } from '#components/ui/classes.ts'
import { mentionsToNames } from '#lib/messages/browser/mention-names.ts'
import { directionOf } from '#lib/messages/markdown/direction.ts'
import type { Block, ListItem } from '#lib/messages/markdown/markdown.ts'
import { CodeBlock } from './code-block.tsx'
import { Inlines, keyed, type Reader } from './text-inlines.tsx'

type Of<K extends Block['kind']> = Extract<Block, { kind: K }>

/** Lines stay lines, each in the direction of its own words, and none longer than eyes find back from. */
export const lines = 'max-w-180 whitespace-pre-wrap [unicode-bidi:plaintext]'

type BlocksProps = { blocks: Block[]; reader: Reader; end?: ReactNode }

/** `end` stands after the last word, or below where the last block has no place for it. */
export const Blocks = ({ blocks, reader, end }: BlocksProps) => {
  const takesEnd = blocks.at(-1)?.kind === 'paragraph'
  return (
    <>
      {keyed(blocks).map(({ item, key }, at) => (
        <OneBlock key={key} block={item} reader={reader} end={takesEnd && at === blocks.length - 1 && end} />
      ))}
      {!takesEnd && end && <div>{end}</div>}
    </>
  )
}

function OneBlock({ block, reader, end }: { block: Block; reader: Reader; end?: ReactNode }) {
  switch (block.kind) {
    case 'heading':
      // Not a heading of the page: messages must not break up its outline.
      return (
        <p dir="auto" className={cx(lines, 'font-bold')}>
          <Inlines inlines={block.inside} reader={reader} />
        </p>
      )
    case 'code':
      return <CodeBlock code={mentionsToNames(block.text, reader.nameOf)} language={block.language} />
    case 'quote':
      return (
        <blockquote
          dir={directionOf(block.inside)}
          className="flex flex-col gap-1.5 border-line-strong border-s-2 ps-3 text-ink-soft"
        >
          <Blocks blocks={block.inside} reader={reader} />
        </blockquote>
      )
    case 'list':
      return <List list={block} reader={reader} />
    case 'table':
      return <Table table={block} reader={reader} />
    case 'rule':
      return <hr className="my-1 border-line" />
    default:
      return (
        <p dir="auto" className={lines}>
          <Inlines inlines={block.inside} reader={reader} />
          {end && <> {end}</>}
        </p>
      )
  }
}

function List({ list: { start, items }, reader }: { list: Of<'list'>; reader: Reader }) {
  const rows = keyed(items).map(({ item, key }) => <Item key={key} item={item} reader={reader} />)
  if (start === null) return <ul className="flex list-disc flex-col gap-0.5">{rows}</ul>
  return (
    <ol start={start} className="flex list-none flex-col gap-0.5">
      {rows}
    </ol>
  )
}

function Item({ item: { done, marker, inside }, reader }: { item: ListItem; reader: Reader }) {
  const t = useTranslations()
  const dir = directionOf(inside)
  if (done === null && marker === null)
    return (
      <li dir={dir} className="ms-6">
        <Blocks blocks={inside} reader={reader} />
      </li>
    )
  const Box = done ? SquareCheck : Square
  return (
    <li dir={dir} className="ms-1 flex list-none gap-2">
      {/* Numbers as they were typed: a list would count on its own. */}
      {marker !== null && <span className="min-w-4 shrink-0 text-end tabular-nums">{marker}</span>}
      {done !== null && (
        <Box
          size={16}
          role="img"
          aria-label={done ? t('messages.text.done') : t('messages.text.toDo')}
          className="mt-1 shrink-0 text-ink-soft"
        />
      )}
      <div className="min-w-0">
        <Blocks blocks={inside} reader={reader} />
      </div>
    </li>
  )
}

// biome-ignore lint/plugin: whoever wrote the table chose the side, in whatever language.
const sides = { start: 'text-start', left: 'text-left', center: 'text-center', right: 'text-right' }

function Table({ table: { rows, align }, reader }: { table: Of<'table'>; reader: Reader }) {
  const t = useTranslations()
  const [head = [], ...body] = keyed(rows)
  const cell = 'border border-line px-2.5 py-1'
  const cellAt = (at: string) => cx(cell, sides[align[Number(at)] ?? 'start'])
  return (
    <section
      dir={directionOf(rows.flat(2))}
      aria-label={t('messages.text.table')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the arrow keys
      tabIndex={0}
      className="max-w-full overflow-x-auto rounded-sm"
    >
      <table className="border-collapse text-sm">
        <thead>
          <tr>
            {'item' in head &&
              keyed(head.item).map(({ item, key }) => (
                <th key={key} dir="auto" className={cx(cellAt(key), 'bg-sunken font-semibold')}>
                  <Inlines inlines={item} reader={reader} />
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row) => (
            <tr key={row.key}>
              {keyed(row.item).map(({ item, key }) => (
                <td key={key} dir="auto" className={cellAt(key)}>
                  <Inlines inlines={item} reader={reader} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
