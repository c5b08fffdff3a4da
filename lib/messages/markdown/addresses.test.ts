import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addressesIn } from './addresses.ts'
import { type Block, type Inline, parse } from './markdown.ts'

/** The one address that is found, as it stands in the text. */
const only = (text: string) => {
  const found = addressesIn(text).map(({ from, to }) => text.slice(from, to))
  return found.length === 1 ? found[0] : found
}

describe('an address ends', () => {
  test.each(
    [...'.,:;!?)]}>"\'', '...', '?!', ').', '.)', ',"', '…', '—and so', '"]', '*)'].map((end) => ({ end })),
  )('before $end', ({ end }) => {
    for (const url of ['http://a.example', 'https://a.example/b', 'http://a.example/?c=d', 'www.a.example/b'])
      expect(only(`see ${url}${end} more`)).toBe(
        end === '*)' && url.includes('/b') ? `${url}*` : end === '*)' && url.includes('?') ? `${url}*` : url,
      )
  })
  test.each([...'」』）】》〉〕〗〙〛｣”’»›“‘„«、。，．！？；：｡､；։׃،؛؟۔।॥።፣៕៖᠂᠃၊။༎'])(
    'before %s of any script, also where the text goes on without a space',
    (end) => {
      for (const url of ['http://a.example', 'http://a.example/b', 'http://例え.テスト/パス']) {
        expect(only(`「${url}${end}`), end).toBe(url)
        expect(only(`${url}${end}です`), end).toBe(url)
      }
    },
  )
  test.each([
    ['http://h.example/abc_'],
    ['http://h.example/*'],
    ['http://h.example/~'],
    ['http://h.example/a-'],
    ['http://h.example/100%'],
    ['http://h.example/a='],
    ['http://h.example/wiki/Foo_(bar)'],
    ['http://h.example/wiki/Foo_(bar)#frag(1)'],
    ['http://h.example/?b=[x]'],
    ['http://h.example/?b=[x]&c=[[y]]'],
    ['http://h.example/{id}/(a(b)c)'],
    ['http://h.example/（注）'],
    ['http://h.example/本「題」'],
    ['http://h.example/《書》'],
    ['http://h.example/ジョン・レノン'],
    ['http://h.example/Michelson–Morley'],
    ['http://h.example/L’Équipe'],
    ["http://h.example/it's"],
    ['http://h.example/a.b,c;d:e!f?g'],
    ['http://h.example/css?family=Roboto|Open+Sans'],
    ['http://h.example/#!/x'],
    ['http://h.example/a%20b%C3%A9'],
    ['http://web.example/1/https://h.example/'],
    ['http://müller.de'],
    ['http://例え.テスト'],
    ['http://xn--mller-kva.de/'],
    ['http://localhost:3000/a'],
    ['http://my_service:8080/'],
    ['http://127.0.0.1:80/x'],
    ['http://[::1]:3000/x'],
    ['http://[2001:db8::7]/'],
    ['http://user:pass@h.example/'],
    ['HTTPS://H.EXAMPLE/X'],
    ['www.h.example/a_(b)'],
    ['me@c.example'],
    ['first.last+tag@mail.c.example'],
    ['foo@müller.de'],
    ['mailto:a@b.example?subject=x'],
  ])('not within %s', (url) => {
    for (const [before, after] of [
      ['', ''],
      ['see ', ' there'],
      ['(', ')'],
      ['「', '」'],
      ['“', '”.'],
      ['«', '»'],
      ['\n', '\n'],
    ])
      expect(only(`${before}${url}${after}`)).toBe(url)
  })
  test.each([
    ["'http://a.example/x','http://b.example'", ['http://a.example/x', 'http://b.example']],
    ['http://a.example/x,http://b.example/y', ['http://a.example/x', 'http://b.example/y']],
    ['http://a.example、http://b.example', ['http://a.example', 'http://b.example']],
    ['見てhttp://a.example/を', 'http://a.example/を'],
    ['http://a.example😀 me@a.example❤️', ['http://a.example', 'me@a.example']],
    ['xhttp://a.example', []],
    ['http:// http://- ftp://a.example javascript:alert(1) a.example', []],
    ['https://a.example:99999/', []],
    ['http://a.example/(b', 'http://a.example/'],
    ['http://a.example/b\u200bc', 'http://a.example/b'],
    ['http://a.example/b\u202ec', 'http://a.example/b'],
    ['{"url":"http://a.example/b"}', 'http://a.example/b'],
    ['me@', []],
    ['@me', []],
    ['jürgen.müller@a.example', []],
    ["o'brien@a.example O’Brien@a.example naïve@a.example", []],
    ["'me@a.example' 连接me@a.example _me@a.example_", ['me@a.example', 'me@a.example', 'me@a.example']],
    ['http://نامه\u200cای.example/x', 'http://نامه\u200cای.example/x'],
    ['https://i❤.example/x http://i🙂.example', []],
  ])('in %s where it should', (text, found) => {
    expect(only(text)).toEqual(found)
  })
})

const linksIn = (found: readonly (Block | Inline)[]): string[] =>
  found.flatMap((one) => {
    if (one.kind === 'link') return [one.href]
    return 'inside' in one ? linksIn(one.inside) : []
  })
const textIn = (found: readonly (Block | Inline)[]): string =>
  found
    .map((one) => {
      if ('text' in one) return one.text
      return 'inside' in one ? textIn(one.inside) : ''
    })
    .join('')

describe('in a message', () => {
  test.each([
    ['**http://a.example/x**', 'http://a.example/x'],
    ['*http://a.example/x*', 'http://a.example/x'],
    ['_http://a.example/x_', 'http://a.example/x'],
    ['_see http://a.example/x_y_', 'http://a.example/x_y'],
    ['~~http://a.example/x~~', 'http://a.example/x'],
    ['***http://a.example/x***', 'http://a.example/x'],
    ['**http://a.example/x.**', 'http://a.example/x'],
    ['**http://a.example/x**です', 'http://a.example/x'],
    ['**見て http://a.example/x**', 'http://a.example/x'],
    ['**a** http://a.example/x**', 'http://a.example/x**'],
    ['http://a.example/x_', 'http://a.example/x_'],
    ['_me@a.example_', 'mailto:me@a.example'],
    ['<http://a.example/x>', 'http://a.example/x'],
    ['[w](http://a.example/a_(b))', 'http://a.example/a_(b)'],
  ])('marks close what was opened before: %s', (content, href) => {
    expect(linksIn(parse(content))).toEqual([href])
  })
  test('an address that looks like another is told with its name', () => {
    for (const [content, name] of [
      ['http://аpple.com/x', 'xn--pple-43d.com'],
      ['http://арр.com', 'xn--80a6aa.com'],
      ['http://gοοgle.com', 'xn--ggle-0nda.com'],
    ] as const)
      expect(textIn(parse(content))).toBe(`${content} (${name})`)
    for (const content of [
      'http://müller.de',
      'http://例え.テスト',
      'http://пример.рф/',
      'http://Tシャツ.jp',
      'http://παράδειγμα.gr',
    ])
      expect(textIn(parse(content))).toBe(content)
  })
  test('a link whose words are an address of somewhere else is as it was typed', () => {
    expect(textIn(parse('[http://good.example](http://evil.example)'))).toBe(
      '[http://good.example](http://evil.example)',
    )
    expect(linksIn(parse('[http://good.example](http://good.example/x)'))).toEqual(['http://good.example/x'])
  })
})

describe('whatever the text around it', () => {
  const seeded = { seed: 20_260, numRuns: 5_000 }
  const names = fc.constantFrom('a.example', 'müller.de', '例え.テスト', 'my_host:80', '[::1]', 'пример.рф')
  const part = fc.constantFrom(
    'a',
    'B',
    '7',
    '_',
    '-',
    '~',
    '.b',
    ',c',
    '(d)',
    '[e]',
    '（f）',
    '「g」',
    '%20',
    '=',
    '&',
    'é',
    '日本',
    '/',
    '(h(i))',
  )
  const urls = fc
    .tuple(
      fc.constantFrom('http://', 'https://'),
      names,
      fc.constantFrom('/', '/?', '/#'),
      fc.array(part, { maxLength: 8 }),
    )
    .map(([scheme, name, sign, parts]) => `${scheme}${name}${sign}x${parts.join('')}x`)
  const around = fc.constantFrom(
    ...'「」『』（）【】《》«»“”‘„。，、！？；։۔।॥؟؛።',
    ' ',
    '\n',
    '" ',
    '", ',
    '. ',
    ') ',
    '] ',
    '! ',
  )
  test('it is found whole, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(urls, around), { minLength: 1, maxLength: 4 }),
        around,
        (list, before) => {
          const text = before + list.map(([url, after]) => url + after).join('')
          expect(addressesIn(text).map(({ from, to }) => text.slice(from, to))).toEqual(
            list.map(([url]) => url),
          )
        },
      ),
      seeded,
    )
  })
  test('what is found is what it is when it stands alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(urls, around, fc.string({ unit: 'grapheme', maxLength: 4 }))),
        (pieces) => {
          const text = pieces.join('')
          for (const { from, to, href } of addressesIn(text)) {
            const url = text.slice(from, to)
            expect(addressesIn(url)).toEqual([{ from: 0, to: url.length, href }])
          }
        },
      ),
      seeded,
    )
  })
})

test('reading an address takes no longer than it is', () => {
  const units = [
    'http://a/(',
    'http://a/([{',
    'http://a/「',
    'http://xn--a.',
    'http://a-',
    'a@',
    'a.b@c.',
    '.',
    ').',
    'www.a,',
  ]
  for (const unit of units) {
    const from = performance.now()
    addressesIn(`http://a.example/${unit.repeat(200_000 / unit.length)}`)
    // Tens of times what it takes; starting anew at each sign takes minutes.
    expect(performance.now() - from, unit).toBeLessThan(5_000)
  }
})
