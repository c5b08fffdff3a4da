import { Tokenizer } from 'htmlparser2'

/**
 * What a page says of itself: its title, its `meta` by property, name or whatever else they are called by,
 * the first of each, and the addresses of its `link` and `base`.
 */
export type Head = { title: string; told: Map<string, string[]>; base: string }

const inHead = new Set(
  'html head title meta link base basefont bgsound script style noscript noframes template'.split(' '),
)
/** Nothing in these is shown, and they may hold what elsewhere would end the head. */
const hiding = new Set(['noscript', 'template'])
const ends = new Set(['head', 'html', 'body'])
const mostTags = 2_000
const nameChars = 40
/** What a tag may be called by. */
const calling = ['property', 'name', 'itemprop', 'http-equiv', 'rel']
const wanted = new Set([...calling, 'content', 'href'])
const [mostNames, mostOfEach] = [4, 4]
/** Of the title and of each value; the rest is not read. */
export const valueChars = 2_048

/**
 * Reads the head of a page (HTML, 13.2.6.4.4): up to its end, to the first element that cannot be in one, or
 * to 2,000 tags. In time linear in the length of the text, whatever that is: the text is cut into tags, and
 * of those that are open only one is remembered.
 */
export function readHead(html: string, isXml = false): Head {
  const told = new Map<string, string[]>()
  let base = ''
  let title = ''
  let tags = 0
  let tag = ''
  let hiddenIn = ''
  let attribute = ''
  let values = new Map<string, string>()

  const name = (start: number, end: number) =>
    html.slice(start, Math.min(end, start + nameChars)).toLowerCase()
  const longer = (text: string, start: number, end: number) =>
    text + html.slice(start, Math.min(end, start + valueChars - text.length))
  const isTitle = () => tag === 'title' && hiddenIn === ''
  const count = () => {
    if (++tags > mostTags) tokenizer.pause()
  }

  function opened() {
    const content = values.get(tag === 'meta' ? 'content' : 'href')?.trim()
    if (hiddenIn === '' && content) {
      if (tag === 'base') base ||= content
      if (tag === 'meta' || tag === 'link') for (const key of namesOf(tag)) tell(key, content)
    }
    if (hiddenIn === '' && hiding.has(tag)) hiddenIn = tag
  }

  /** Several in one attribute, and in several attributes, mean the same. */
  function namesOf(tag: string): string[] {
    const names = calling.flatMap(
      (by) => values.get(by)?.slice(0, valueChars).toLowerCase().split(/\s+/) ?? [],
    )
    return names.slice(0, mostNames).map((name) => (tag === 'link' ? `link:${name}` : name))
  }
  function tell(key: string, content: string) {
    const before = told.get(key) ?? []
    if (key !== '' && before.length < mostOfEach) told.set(key, [...before, content])
  }

  const tokenizer: Tokenizer = new Tokenizer(
    { xmlMode: isXml },
    {
      onopentagname(start, end) {
        count()
        // A second title is none.
        tag = name(start, end) === 'title' && title !== '' ? '' : name(start, end)
        values = new Map()
        if (hiddenIn === '' && tag !== '' && !inHead.has(tag)) tokenizer.pause()
      },
      onattribname(start, end) {
        const called = name(start, end)
        // The first of a name counts (HTML, 13.2.5.33); of the others nothing is kept.
        attribute = wanted.has(called) && !values.has(called) ? called : ''
        if (attribute !== '') values.set(attribute, '')
      },
      onattribdata(start, end) {
        if (attribute !== '') values.set(attribute, longer(values.get(attribute) ?? '', start, end))
      },
      onattribentity(code) {
        const value = values.get(attribute)
        if (value !== undefined && value.length < valueChars)
          values.set(attribute, value + String.fromCodePoint(code))
      },
      onopentagend: opened,
      onselfclosingtag: opened,
      onclosetag(start, end) {
        count()
        const closed = name(start, end)
        if (closed === hiddenIn) hiddenIn = ''
        else if (hiddenIn === '' && ends.has(closed)) tokenizer.pause()
        tag = ''
      },
      ontext(start, end) {
        if (isTitle()) title = longer(title, start, end)
      },
      ontextentity(code) {
        if (isTitle() && title.length < valueChars) title += String.fromCodePoint(code)
      },
      onattribend() {},
      oncdata() {},
      oncomment() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  )
  tokenizer.write(html)
  tokenizer.end()
  return { title, told, base }
}
