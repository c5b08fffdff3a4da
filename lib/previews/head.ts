import { Tokenizer } from 'htmlparser2'

/** What a page says of itself: its title, and its `meta` by property or name, the first of each. */
export type Head = { title: string; told: Map<string, string> }

const inHead = new Set(
  'html head title meta link base basefont bgsound script style noscript noframes template'.split(' '),
)
/** Nothing in these is shown, and they may hold what elsewhere would end the head. */
const hiding = new Set(['noscript', 'template'])
const ends = new Set(['head', 'html', 'body'])
const mostTags = 2_000
const nameChars = 40
/** Of the title and of each value; the rest is not read. */
export const valueChars = 2_048

/**
 * Reads the head of a page (HTML, 13.2.6.4.4): up to its end, to the first element that cannot be in one, or
 * to 2,000 tags. In time linear in the length of the text, whatever that is: the text is cut into tags, and
 * of those that are open only one is remembered.
 */
export function readHead(html: string): Head {
  const told = new Map<string, string>()
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
    const key = (values.get('property') ?? values.get('name'))?.toLowerCase()
    const content = values.get('content')
    if (tag === 'meta' && hiddenIn === '' && key && content && !told.has(key)) told.set(key, content)
    if (hiddenIn === '' && hiding.has(tag)) hiddenIn = tag
  }

  const tokenizer: Tokenizer = new Tokenizer(
    {},
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
        attribute = /^(property|name|content)$/.test(called) && !values.has(called) ? called : ''
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
  return { title, told }
}
