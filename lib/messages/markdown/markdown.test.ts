import { describe, expect, test } from 'vitest'
import { highlight } from '#lib/messages/browser/highlight.ts'
import { plain } from '#lib/messages/browser/plain-text.ts'
import { placeInside, safeLink } from './links.ts'
import { type Block, type Inline, parse } from './markdown.ts'
import { mentionedBy } from './mentioned.ts'

const text = (of: string): Inline => ({ kind: 'text', text: of })
/** The inlines of a message of one paragraph. */
const inlines = (content: string): Inline[] => {
  const [block, ...more] = parse(content)
  if (block?.kind !== 'paragraph' || more.length > 0) throw new Error(JSON.stringify(parse(content)))
  return block.inside
}

describe('what becomes of Markdown', () => {
  test('bold, italic, strike, code, in each other', () => {
    expect(inlines('**b _i_** ~~s~~ `c *`')).toEqual([
      { kind: 'strong', inside: [text('b '), { kind: 'emphasis', inside: [text('i')] }] },
      text(' '),
      { kind: 'strike', inside: [text('s')] },
      text(' '),
      { kind: 'code', text: 'c *' },
    ])
  })
  test('lines stay lines, empty lines part paragraphs', () => {
    expect(parse('a\nb\n\nc')).toEqual([
      { kind: 'paragraph', inside: [text('a\nb')] },
      { kind: 'paragraph', inside: [text('c')] },
    ])
  })
  test('a line that calls many calls all of them', () => {
    for (const gap of [' ', ', ', '\n', '']) {
      const ids = Array.from({ length: 640 }, (_, at) => `u${at}`)
      expect(mentionedBy(ids.map((id) => `<@${id}>`).join(gap)), JSON.stringify(gap)).toEqual(ids)
    }
  })
  test('code within a line keeps its lines', () => {
    expect(inlines('a `one\n  two` b ``c ` d``')).toEqual([
      text('a '),
      { kind: 'code', text: 'one\n  two' },
      text(' b '),
      { kind: 'code', text: 'c ` d' },
    ])
    expect(inlines('a ` ``one\ntwo`` `')).toEqual([text('a '), { kind: 'code', text: '``one\ntwo``' }])
  })
  test('code keeps everything as it is', () => {
    expect(parse('```js\nif (a < b) **c**\n\n  d\n```')).toEqual([
      { kind: 'code', text: 'if (a < b) **c**\n\n  d', language: 'js' },
    ])
  })
  test('quotes, lists with numbers and tasks, headings, tables', () => {
    const kinds = parse('# t\n\n> q\n\n3. x\n4. y\n\n- [x] a\n- [ ] b\n\n|a|b|\n|-|-:|\n|1|2|').map(
      (block) => {
        if (block.kind === 'list') return [block.start, block.items.map(({ done }) => done)]
        return block.kind === 'table' ? block.align : block.kind
      },
    )
    expect(kinds).toEqual(['heading', 'quote', [3, [null, null]], [null, [true, false]], [null, 'right']])
  })
  test('mentions are found, also with underscores in their ids; not in code', () => {
    expect(inlines('_a <@u_1> <@_b_>_ `<@c>`')).toEqual([
      {
        kind: 'emphasis',
        inside: [
          text('a '),
          { kind: 'mention', userId: 'u_1' },
          text(' '),
          { kind: 'mention', userId: '_b_' },
        ],
      },
      text(' '),
      { kind: 'code', text: '<@c>' },
    ])
  })
  test('a lone sign is what it is', () => {
    for (const sign of ['#', '-', '+', '1.', '>x<', '<3', '¯\\_(ツ)_/¯', '2 * 3 * 4', 'snake_case_name'])
      expect(
        plain(sign, () => undefined),
        sign,
      ).toBe(sign)
  })
})

describe('nothing but text', () => {
  const linksIn = (found: Block[] | Inline[]): string[] =>
    found.flatMap((one: Block | Inline): string[] => {
      if (one.kind === 'link') return [one.href]
      return 'inside' in one ? linksIn(one.inside) : []
    })
  test('HTML, images and definitions stay as typed', () => {
    for (const content of ['<img src=x onerror=alert(1)>', '<b>x</b>', '<!-- x -->', '<script>x</script>'])
      expect(inlines(content)).toEqual([text(content)])
    expect(linksIn(parse('![a](http://a.example/p.png)\n\n[x]: http://b.example\n[x]'))).toEqual([
      'http://a.example/p.png',
      'http://b.example/',
    ])
  })
  test.each([
    '[a](javascript:alert(1))',
    '[a](java\tscript:alert(1))',
    '[a](&#106;avascript:alert(1))',
    '<javascript:alert(1)>',
    '[a](data:text/html;base64,PHNjcmlwdD4=)',
    '[a](vbscript:x)',
    '[a](//evil.example)',
    '[a](/rooms/x)',
    '[a](file:///etc/passwd)',
    'ftp://a.example',
  ])('%s is no link', (content) => {
    expect(linksIn(parse(content))).toEqual([])
  })
  test('addresses end before the punctuation around them', () => {
    expect(linksIn(parse('see https://a.example/a_(b), (http://b.example). me@c.example!'))).toEqual([
      'https://a.example/a_(b)',
      'http://b.example/',
      'mailto:me@c.example',
    ])
  })
})

test('no message takes long, however it is made', () => {
  const full = (unit: string) => unit.repeat(16_000 / unit.length)
  const units = [
    '>',
    '> ',
    '- ',
    '1. ',
    '> - ',
    '[',
    '![',
    '[a](',
    '*a **b ',
    '_a__ ',
    '`a``',
    '~~a ',
    '<@a',
    '(',
  ]
  for (const content of [
    ...units.map(full),
    `http://x${full('.)')}`,
    `- ${full(' ')}x`,
    `a|b\n${full('-|')}`,
  ]) {
    const from = performance.now()
    parse(content)
    // A hundred times what it takes: this is about whether it ends, not about the machine.
    expect(performance.now() - from, content.slice(0, 12)).toBeLessThan(10_000)
  }
})

test('in one line, without markup, with names', () => {
  const content = '**Hello** <@u1>\n\n> see [this](http://a.example)\n- x\n- `y`'
  expect(plain(content, () => 'Ana')).toBe('Hello @Ana see this x, y')
})

test('a link to a room of this site opens here, no other', () => {
  const origin = 'https://rooms.example'
  expect(placeInside(`${origin}/rooms/a?message=3`, origin)).toBe('/rooms/a?message=3')
  for (const href of ['https://evil.example/rooms/a', `${origin}/api/v1/rooms`, `${origin}/rooms/a/../../x`])
    expect(placeInside(href, origin), href).toBeNull()
  expect(safeLink('http://a b')).toBeNull()
})

test('code gets its colours in pieces that are the code; an unknown language gets none', async () => {
  const code = 'const a = "<b>"'
  const pieces = (await highlight(code, 'js')) ?? []
  expect(pieces.map((piece) => piece.text).join('')).toBe(code)
  expect(pieces[0]).toEqual({ text: 'const', classes: 'hljs-keyword' })
  expect(await highlight(code, 'nosuch')).toBeNull()
})
