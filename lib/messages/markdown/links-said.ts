import { type Block, type Inline, parse } from './markdown.ts'

const mostLinks = 3

/** The first few addresses of the web that a message links to, each once, and none of this site. */
export const linksIn = (content: string, origin: string): string[] => {
  const links = parse(content)
    .flatMap(linksOf)
    .filter((href) => /^https?:/.test(href) && URL.parse(href)?.origin !== origin)
  return [...new Set(links)].slice(0, mostLinks)
}

const linksOf = (one: Block | Inline): string[] => {
  if (one.kind === 'link') return [one.href]
  if (one.kind === 'list') return one.items.flatMap(({ inside }) => inside.flatMap(linksOf))
  if (one.kind === 'table') return one.rows.flat(2).flatMap(linksOf)
  if (!('inside' in one)) return []
  const parts: (Block | Inline)[] = one.inside
  return parts.flatMap(linksOf)
}
