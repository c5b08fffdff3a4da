import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPage, untilHeadEnds } from './page.ts'

const mostBytes = 524_288
const read = (text: string, type = 'text/html; charset=utf-8') => readPage(Buffer.from(text), type)
const filled = (fragment: string, length = mostBytes) => fragment.repeat(Math.ceil(length / fragment.length))

/** What a page may be made of. */
const fragments = [
  ...[
    '<b>',
    '<svg>',
    '</z>',
    '<p>',
    '<head>',
    '<link>',
    '<noscript>',
    '</noscript>',
    '<template>',
    '<title>',
    '</title>',
  ],
  ...[
    '<script>',
    '</script>',
    '<style>',
    '</scrip',
    '<!--',
    '-->',
    '--!>',
    '<![CDATA[',
    ']]>',
    '<!doctype',
    '<?',
    '<',
    '</',
    '<a',
  ],
  ...[
    '<meta ',
    '<meta charset',
    '<meta property=og:title content=',
    'content="',
    "'",
    '"',
    '=',
    '/',
    '>',
    ' ',
    '\t',
    '\n',
  ],
  ...[
    '&',
    '&amp',
    '&#',
    '&#x',
    '1',
    '&notit;',
    '&CounterClockwiseContourIntegra',
    'a',
    '\0',
    'é',
    '\u{1f600}',
    'charset',
    'charset=',
  ],
]

describe('the head of a page', () => {
  test('ends where it ends, and what follows is not looked at', () => {
    expect(read('<title>A</title></head><meta property=og:title content=B>')?.title).toBe('A')
    expect(read('<title>A</title><body><meta property=og:title content=B>')?.title).toBe('A')
    expect(read('<title>A</title><div><meta property=og:title content=B></div>')?.title).toBe('A')
    expect(read('<title>A</title></html><meta property=og:title content=B>')?.title).toBe('A')
    expect(read(`<title>A</title>${'<link>'.repeat(3_000)}<meta property=og:title content=B>`)?.title).toBe(
      'A',
    )
  })

  test('goes on behind what is hidden in it, and tells nothing of that', () => {
    const told = '<meta property=og:title content=B>'
    expect(read(`<noscript><img src=x><title>A</title></noscript>${told}`)?.title).toBe('B')
    expect(read(`<template><div></template>${told}`)?.title).toBe('B')
    expect(read(`<script>"<body>"</script><style></head></style><!-- <body> -->${told}`)?.title).toBe('B')
    expect(read(`<noscript>${told}</noscript><title>A</title>`)?.title).toBe('A')
  })

  test('is read as browsers read what is badly written', () => {
    expect(read('<TITLE>A &amp B</TITLE')?.title).toBe('A & B</TITLE')
    expect(read('<title>A</title><title>B</title>')?.title).toBe('A')
    expect(read("<title>A</title><meta content='B &quot;C&quot;' property=og:title property=x>")?.title).toBe(
      'B "C"',
    )
    expect(read('<title>A</title><meta property="og:title" content="B" content="C"/>')?.title).toBe('B')
    expect(read('<title>A</title><meta property=og:title content="B')?.title).toBe('A')
    expect(read('<title>A</title><meta property=og:title content="&#8203;">')?.title).toBe('A')
    expect(read('<title>A</title><meta property=og:title content="&#x2800; &#8288;">')?.title).toBe('A')
    expect(read('<title>A</title><meta constructor=x __proto__=y property=og:title content=B>')?.title).toBe(
      'B',
    )
  })

  test('tells no address that is too long to be whole', () => {
    const image = (length: number) =>
      read(`<title>A</title><meta property=og:image content=/${'x'.repeat(length)}>`)?.images
    expect(image(2_000)?.[0]).toHaveLength(2_001)
    expect(image(3_000)).toEqual([])
  })
})

describe('where a head ends', () => {
  const head = '<head><script>"</head>"</script><!-- <body> --><style>a{content:"<body"}</style></head>'
  const ends = (text: string, lengths: number[]) => {
    const told = untilHeadEnds()
    let at = 0
    for (let turn = 0; at < text.length; turn++) {
      const next = at + (lengths[turn % lengths.length] ?? 1)
      if (told(Buffer.from(text.slice(at, next)))) return true
      at = next
    }
    return false
  }

  test('is found in whatever pieces it comes, and nowhere else', () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(pieces, (lengths) => {
        expect(ends(head, lengths)).toBe(true)
        expect(ends(head.slice(0, -7), lengths)).toBe(false)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('time', () => {
  const soon = (text: string, type?: string) => {
    const began = performance.now()
    read(text, type)
    const ends = untilHeadEnds()
    for (let at = 0; at < text.length; at += 16_384) ends(Buffer.from(text.slice(at, at + 16_384)))
    expect(performance.now() - began, text.slice(0, 40)).toBeLessThan(3_000)
  }

  test.each(fragments)('for a page of nothing but %j is short', (fragment) => {
    soon(filled(fragment))
    soon(`<meta property=og:title content="${filled(fragment)}`)
    soon(`<title>${filled(fragment)}`)
    soon(`<meta ${filled(fragment)}`)
  })

  test('for whatever else a page is made of is short', () => {
    const made = fc.array(fc.constantFrom(...fragments), { minLength: 2, maxLength: 8 })
    fc.assert(
      fc.property(made, (parts) => soon(filled(parts.join(''), mostBytes / 2))),
      { numRuns: 100 },
    )
  })

  test('for a type or a beginning that never comes to its charset is short', () => {
    soon('<title>A</title>', `text/html; ${filled('charset', 32_000)}`)
    soon('<title>A</title>', `text/html; charset=${' '.repeat(32_000)}`)
    soon(`<meta ${filled('charset= ')}`, 'text/html')
  })
})
