import { describe, expect, test } from 'vitest'
import { linkedTo } from '#lib/messages/browser/pasted-link.ts'
import { directionOf } from './direction.ts'
import { isHigh } from './high-letters.ts'
import { linksIn } from './links-said.ts'
import { type Block, type Inline, parse } from './markdown.ts'

/** A message as a line: what each part is, around what it says. */
const shown = (found: readonly (Block | Inline)[]): string => found.map(one).join('')
const one = (part: Block | Inline): string => {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'code':
      return 'language' in part ? `<code ${part.language ?? '-'}: ${part.text}>` : `<code ${part.text}>`
    case 'mention':
      return `<@${part.userId}>`
    case 'room':
      return `<#${part.roomId}>`
    case 'link':
      return `<a ${part.href}: ${shown(part.inside)}>`
    case 'list':
      return `<list${part.items.map(({ marker, inside }) => ` [${marker ?? '•'} ${shown(inside)}]`).join('')}>`
    case 'table':
      return `<table ${part.rows.map((row) => row.map(shown).join('|')).join(' / ')}>`
    case 'rule':
      return '<rule>'
    case 'paragraph':
      return `¶${shown(part.inside)}`
    default:
      return `<${part.kind} ${shown(part.inside)}>`
  }
}
const says = (content: string) => shown(parse(content)).replace(/^¶/, '')

describe('as it was typed', () => {
  test.each([
    ...['\\\\server\\share', 'C:\\new\\*.txt D:\\*.md', '¯\\_(ツ)_/¯', '\\d+\\.\\w*', 'a\\\nb', '\\', '\\\\'],
    ...['~3~5', 'cp ~/a:~/b', '~x~', 'a ~ b ~ c', '~~~', '~~', '~~ a ~~'],
    ...[
      '-_- ok -_-',
      '^_^ a ^_^',
      '>_< x >_<',
      ';_; ;_;',
      'T_T',
      '*_*',
      '*-*',
      '._.',
      ':) :( :*',
      '>:(',
      '>.<',
      '<3',
      '</3',
    ],
    ...['snake_case_name', '__init__', 'x.__proto__.y', '_x', 'x_', 'file_name_ and_more'],
    ...[
      '2*3*4',
      '2 * 3 * 4',
      'a*b*c',
      '2**3**4',
      '(a)*b*(c)',
      '*.* and *.*',
      'src/**/*.ts',
      '*/5 * * * *',
      'Accept: */*',
      '/*x*/',
    ],
    ...[
      '"*" and "*"',
      '5* and 4*',
      'char **argv, **envp',
      'f(*args, **kwargs)',
      '***',
      '---',
      '___',
      '- - -',
      '* * *',
      '****',
    ],
    ...[
      '#channel',
      '#1 of 2',
      '#',
      '-',
      '+',
      '1.',
      '>',
      '>x',
      '>>x',
      '->',
      '=>',
      '+ 2 eggs',
      '-5',
      '1.5 l',
      '3.x',
    ],
    ...[
      'x\n===',
      '[x]: http',
      '[x]',
      '[ ]',
      '[x] y',
      '[a](b)',
      '[a]()',
      '[a][b]',
      '![x]',
      '<b>x</b>',
      '<!-- x -->',
      '&amp; &lt; &#65;',
    ],
    ...[
      '    indented',
      '\tindented',
      '  a\n    b',
      'a  \nb',
      '``` not closed',
      '```',
      '`',
      '`` a',
      'a ``` b',
      '``',
      '~~~ x',
    ],
    ...[
      'a | b',
      'a | b\nc | d',
      '|a|',
      'x\n---',
      '---\nx',
      '100%',
      '$5 & 6',
      '@',
      '@ home',
      'a@b',
      '::',
      '{{x}}',
    ],
    ...['\\- x', '\\.'].slice(1),
    ...['**\u200b**', '`\u2800`', '> \u200b', '- \u3164', '# \u2060', '~~\u00ad~~'],
  ])('%s', (content) => {
    expect(says(content).replaceAll('¶', '\n')).toBe(content)
  })
})

describe('meant as', () => {
  test.each([
    // Code: what stands beside its signs stays.
    ['```look at this\nx\n```', '<code -: look at this\nx>'],
    ['```{\n"a": 1\n}\n```', '<code -: {\n"a": 1\n}>'],
    ['```SELECT\n1\n```', '<code -: SELECT\n1>'],
    ['```js\nx\n```', '<code js: x>'],
    ['```c++\nx\n```', '<code c++: x>'],
    ['```\nx```', '<code -: x>'],
    ['```\nx', '<code -: x>'],
    ['``` a b\nc', '<code -: a b\nc>'],
    ['```\na\n``` after', '<code -: a>¶after'],
    ['text ```\nc\n``` after', 'text<code -: c>¶after'],
    ['text ```js\nc\n```', 'text<code js: c>'],
    ['a ```\nb\n``` c ```\nd\n``` e', 'a<code -: b>¶c<code -: d>¶e'],
    ['> ```\n> x\n> ``` y', '<quote <code -: x>¶y>'],
    ['- ```\n  x\n  ```', '<list [• <code -: x>]>'],
    ['- ```\nx\n```\n- b', '<list [• <code -: x>] [• ¶b]>'],
    ['- ```\n  x\n\nafter', '<list [• <code -: x\n>]>¶after'],
    ['~~~\nx\n~~~', '<code -: x>'],
    ['````\n```\nx\n```\n````', '<code -: ```\nx\n```>'],
    ['```x``` y', '<code x> y'],
    ['`` ` ``', '<code `>'],
    // Marks beside scripts without spaces.
    ['**「強調」**です', '<strong 「強調」>です'],
    ['これは**「強調」**です', 'これは<strong 「強調」>です'],
    ['これは*強調*です', 'これは<emphasis 強調>です'],
    ['これは_強調_です', 'これは<emphasis 強調>です'],
    ['**注意：**请看', '<strong 注意：>请看'],
    ['请看**“这里”**。', '请看<strong “这里”>。'],
    ['**이 용어(This term)**를', '<strong 이 용어(This term)>를'],
    ['~~（削除）~~です', '<strike （削除）>です'],
    ['นี่คือ**"สำคัญ"**มาก', 'นี่คือ<strong "สำคัญ">มาก'],
    ['- 一\n- 二', '<list [• ¶一] [• ¶二]>'],
    // Marks as ever.
    ['**a** _b_ ~~c~~ `d`', '<strong a> <emphasis b> <strike c> <code d>'],
    ['(**a**), "_b_": *c*!', '(<strong a>), "<emphasis b>": <emphasis c>!'],
    ['**a**b', '<strong a>b'],
    ['un**believ**able', 'un<strong believ>able'],
    ['__two words__', '<strong two words>'],
    ['_snake_case_', '<emphasis snake_case>'],
    ['***a***', '<emphasis <strong a>>'],
    ['**a _b_**', '<strong a <emphasis b>>'],
    ['*...wait*', '<emphasis ...wait>'],
    // A backslash where the sign would mean something.
    ['\\*a\\*', '*a*'],
    ['\\*\\*a\\*\\*', '**a**'],
    ['\\_a\\_', '_a_'],
    ['\\`a`', '`a`'],
    ['\\# a', '# a'],
    ['\\- a', '- a'],
    ['\\> a', '> a'],
    ['1\\. a', '1. a'],
    ['\\~~a~~', '~~a~~'],
    ['\\**a**', '**a**'],
    // Lists keep their numbers.
    ['5. x\n6. y', '<list [5. ¶x] [6. ¶y]>'],
    ['1. x\n1. y\n5. z', '<list [1. ¶x] [1. ¶y] [5. ¶z]>'],
    ['2026. A year', '<list [2026. ¶A year]>'],
    ['1) x', '<list [1) ¶x]>'],
    ['007. x', '<list [007. ¶x]>'],
    ['* x\n* y', '<list [• ¶x] [• ¶y]>'],
    ['- a\nb', '<list [• ¶a]>¶b'],
    ['- a\n  b', '<list [• ¶a\nb]>'],
    // Who is quoted said no more than that.
    ['> a\nb', '<quote ¶a>¶b'],
    ['> a\n> b\n\nc', '<quote ¶a\nb>¶c'],
    ['>> a', '<quote <quote ¶a>>'],
    ['> - a\nb', '<quote <list [• ¶a]>>¶b'],
    // Tables lose no cell, and end with their bars.
    ['|a|b|\n|-|-|\n|1|2|', '<table a|b / 1|2>'],
    ['|a|\n|-|\n|1|2|', '<table a>¶|1|2|'],
    ['a|b\n-|-\n1|2\nafter', '<table a|b / 1|2>¶after'],
    ['a\n\n---\n\nb', '¶a<rule>¶b'],
    // Links.
    ['[a](http://b.example "The title")', '<a http://b.example/: a> "The title"'],
    ['[a](http://b.example (t))', '<a http://b.example/: a> (t)'],
    ['![a](http://b.example)', '!<a http://b.example/: a>'],
    ['<http://b.example>', '<a http://b.example/: http://b.example>'],
    ['[x]: http://b.example', '[x]: <a http://b.example/: http://b.example>'],
    ['# a #b', '<heading a #b>'],
  ])('%s', (content, meaning) => {
    expect(says(content)).toBe(meaning.replace(/^¶/, ''))
  })
})

test('a link without words says where it leads', () => {
  for (const words of ['', '\u200b', '**\u2800**'])
    expect(says(`see [${words}](http://a.example/b) there`)).toContain('http://a.example/b')
})

describe('the cards of a message are those of its links', () => {
  const origin = 'https://rooms.test'
  test.each([
    ['see https://a.test/x, and (https://b.test)!', ['https://a.test/x', 'https://b.test/']],
    ['http://h.test/wiki/Foo_(bar)', ['http://h.test/wiki/Foo_(bar)']],
    ['http://h.test/?b=[x]', ['http://h.test/?b=[x]']],
    ['「http://h.test/」', ['http://h.test/']],
    ['[one](https://a.test/1) **https://a.test/2**', ['https://a.test/1', 'https://a.test/2']],
    ['https://a.test https://a.test', ['https://a.test/']],
    [
      '> https://a.test\n\n- https://b.test\n\n|a|\n|-|\n|https://c.test|',
      ['https://a.test/', 'https://b.test/', 'https://c.test/'],
    ],
    [
      'https://a.test https://b.test https://c.test https://d.test',
      ['https://a.test/', 'https://b.test/', 'https://c.test/'],
    ],
    ['`https://a.test` me@a.test www.b.test', ['http://www.b.test/']],
    ['https://rooms.test/rooms/1 http:// ftp://a.test javascript:alert(1)', []],
  ])('%s', (content, links) => {
    expect(linksIn(content, origin)).toEqual(links)
  })
})

describe('pasted over words, an address becomes a link that leads there', () => {
  test.each([
    ['here', 'https://a.example', '[here](https://a.example)'],
    ['here', 'https://h.example/wiki/Foo_(bar)', '[here](https://h.example/wiki/Foo_(bar))'],
    ['here', 'http://h.example/?b=[x]', '[here](http://h.example/?b=[x])'],
    ['here', 'http://例え.テスト/（注）', '[here](http://例え.テスト/（注）)'],
    ['here', 'www.a.example', '[here](http://www.a.example/)'],
    ['[a] b', 'https://a.example', '[[a] b](https://a.example)'],
    ['a] b', 'https://a.example', null],
    ['a\n\nb', 'https://a.example', null],
    ['here', 'not an address', null],
    ['here', 'https://a.example and more', null],
    ['https://b.example', 'https://a.example', null],
    [' ', 'https://a.example', null],
  ])('%s with %s', (words, pasted, link) => {
    const text = `see ${words}`
    expect(linkedTo({ text, from: 4, to: text.length }, pasted)?.text ?? null).toBe(link && `see ${link}`)
    if (link) expect(linksIn(link, '')).toHaveLength(1)
  })
})

test('each part goes in the direction of its own words', () => {
  for (const [content, direction] of [
    ['> English', 'ltr'],
    ['> שלום', 'rtl'],
    ['- 1, 2: مرحبا', 'rtl'],
    ['> > **ߒߞߏ**', 'rtl'],
    ['> 😀 123', undefined],
    ['|שלום|a|\n|-|-|', 'rtl'],
  ] as const)
    expect(directionOf(parse(content))).toBe(direction)
})

test('what needs more room than a line is told from what does not', () => {
  for (const text of ['Tiếng Việt'.normalize('NFD'), 'ที่นี่', 'السَّلَامُ', 'नमस्ते', 'é', '👩‍👩‍👧'])
    expect(isHigh(text), text).toBe(false)
  for (const text of ['Z\u0300\u0301\u0302', 'བསྒྲུབས']) expect(isHigh(text), text).toBe(true)
})
