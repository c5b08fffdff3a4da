import { describe, expect, test } from 'vitest'
import { mentionedBy, namedBy } from '#lib/messages/markdown/mentioned.ts'
import { meant, mentionsToNames, nameBegun, roomBegun } from './mention-names.ts'
import { opened } from './opened.ts'
import { absentNames, type Here, sent } from './sent.ts'
import { meaning, withPart } from './written.ts'

/** What is sent of a text that was typed by hand. */
const mentionsToIds = (text: string, members: Here['members'], viewerId = 'me') =>
  sent({ text, people: [] }, { members, knowsAll: true, viewerId }, mentionedBy).content

describe('mentions', () => {
  const members = [
    { id: 'u1', name: 'Ana' },
    { id: 'u2', name: 'Ana Lee' },
  ]
  const nameOf = (id: string) => members.find((one) => one.id === id)?.name
  test('the longest name wins, a longer word does not count, an address is left alone', () => {
    expect(mentionsToIds('@Ana Lee and @ana, @Anabel, a@Ana, @room', members)).toBe(
      '<@u2> and <@u1>, @Anabel, a@Ana, <@room>',
    )
  })
  test('a name begins at the start, after a gap, a bracket, another name or another sign; an address is no name', () => {
    expect(mentionsToIds('@@ana (@ANA)@ana@ana\n@ana1 b@ana', members)).toBe(
      '@<@u1> (<@u1>)@ana@ana\n@ana1 b@ana',
    )
    expect(mentionsToIds('@ana@Ana Lee', members)).toBe('<@u1><@u2>')
  })
  test('many names of many people take no time', () => {
    const many = Array.from({ length: 5_000 }, (_, at) => ({
      id: `${at}`,
      name: `Name ${at} ${'x'.repeat(at % 60)}`,
    }))
    const from = performance.now()
    const text = '@name 4999 xxxxxxxxxxxxxxxxxxx @nobody '.repeat(400)
    const ids = mentionsToIds(text, many)
    // A hundred times what it takes; looking at each person for each name takes minutes.
    expect(performance.now() - from).toBeLessThan(5_000)
    expect(ids).toBe('<@4999> @nobody '.repeat(400).trim())
  })
  test('a name in code is a name', () => {
    expect(mentionsToIds('`@ana` @ana', members)).toBe('`@ana` <@u1>')
    expect(mentionsToIds('```\n@Ana Lee\n```', members)).toBe('```\n@Ana Lee\n```')
    expect(mentionsToIds('```\n@Ana Lee', members)).toBe('```\n@Ana Lee')
  })
  test('a name that several have is asked about; not where it is code, and nobody means themselves', () => {
    const twice = [...members, { id: 'u3', name: 'Ana' }]
    const ask = (text: string, viewerId = 'me') =>
      sent({ text, people: [] }, { members: twice, knowsAll: true, viewerId }, mentionedBy)
    expect(ask('hi @ana').unclear).toEqual({ at: 3, name: 'ana', ids: ['u1', 'u3'] })
    expect(ask('hi @Ana Lee')).toEqual({ content: 'hi <@u2>', unclear: null })
    expect(ask('hi `@Ana`').unclear).toBeNull()
    expect(ask('hi @Ana', 'u3')).toMatchObject({ content: 'hi <@u1>', unclear: null })
  })
  test('who was chosen and is not here stays a name, and nobody of that name is mentioned instead', () => {
    const people = [{ at: 0, name: 'Ana', id: 'u9' }]
    const write = (here: Partial<Here>) =>
      sent({ text: '@Ana', people }, { members, knowsAll: true, viewerId: 'me', ...here }, mentionedBy)
    expect(write({})).toEqual({ content: '@Ana', unclear: null })
    expect(absentNames({ people }, { members, knowsAll: true })).toEqual(['Ana'])
    expect(absentNames({ people }, { members, knowsAll: false }), 'of a large room').toEqual([])
    expect(write({ before: ['u9'] }), 'mentioned before it was edited').toMatchObject({ content: '<@u9>' })
    expect(write({ knowsAll: false }), 'of a large room').toMatchObject({ content: '<@u9>' })
  })
  test('names of every script and with signs are completed', () => {
    const typed = ['@राम', '@שרה', '@田', '@محمد', '@Bo (o', '@Ann 🙂', "@O'N", '@Zoe\u0308', '@ana maria l']
    expect(typed.map(nameBegun)).toEqual(typed.map((one) => one.slice(1)))
  })
  test('a name begins after whatever does not hold its "@"', () => {
    const begun = [
      'お願い@田',
      '「@田',
      '（@田',
      '"@田',
      '*@田',
      '[@田',
      ':@田',
      '— @田',
      'สวัสดี@田',
      'ជំរាបសួរ@田',
      'שָׁלוֹם@田',
    ]
    expect(begun.map(nameBegun)).toEqual(begun.map(() => '田'))
    const held = [
      'x@田',
      'я@田',
      'é@田',
      'e\u0301@田',
      'и\u0306@田',
      '1@田',
      '/@田',
      '.@田',
      '`@田',
      '<@田',
      ')@田',
    ]
    expect(held.map(nameBegun)).toEqual(held.map(() => null))
  })
  test('a name that is typed is that person’s in every script, and however its letters are made', () => {
    const people = [
      { id: 'u1', name: '田中' },
      { id: 'u2', name: 'Zoë' },
    ]
    expect(mentionsToIds('**@zoë** （@Zoe\u0308）「@田中」@田中さん @ZOËさん', people)).toBe(
      '**<@u2>** （<@u2>）「<@u1>」<@u1>さん <@u2>さん',
    )
    expect(mentionsToIds('@田中太郎 @Zoës', people)).toBe('@田中太郎 @Zoës')
    expect(meant('zoe', people).concat(meant('Zoe\u0308', people))).toEqual([people[1], people[1]])
  })
  test('the name being typed, and who may be meant by it', () => {
    expect(['hi @', '(@an', 'hi @ana l', 'a@b', '@ana, hi'].map(nameBegun)).toEqual([
      '',
      'an',
      'ana l',
      null,
      null,
    ])
    expect(meant('le', members).map(({ id }) => id)).toEqual(['u2'])
    expect(meant('an', members).map(({ id }) => id)).toEqual(['u1', 'u2'])
    expect(meant('ro', members).map(({ id }) => id)).toEqual(['room'])
  })
  test('names come back for editing', () => {
    expect(mentionsToNames('<@u2> and <@gone> and <@room>', nameOf)).toBe('@Ana Lee and <@gone> and @room')
  })
})

describe('rooms', () => {
  const hall = { id: 'r1', name: 'Main hall', isRoom: true } as const
  const here: Here = { members: [{ id: 'u1', name: 'Main hall' }], knowsAll: true, viewerId: 'me' }
  const written = (before: string, after = '') =>
    withPart({ text: `${before}#Main hall${after}`, people: [] }, meaning(hall), before.length)

  test.each([
    ['#', ''],
    ['see #Main h', 'Main h'],
    ['(#hall', 'hall'],
    ['#12', '12'],
    ['a#hall', null],
    ['##', null],
    ['# Head', null],
    ['https://a.example/#hall', null],
    ['&#12', null],
    ['no hash', null],
  ])('in %j the name of a room begins as %j', (text, begun) => {
    expect(roomBegun(text)).toBe(begun)
  })
  test('one that was chosen is sent as its id, is nobody who is mentioned, and opens as it was', () => {
    const { content } = sent(written('come to ', ', @Main hall and #12'), here, namedBy)
    expect(content).toBe('come to <#r1>, <@u1> and #12')
    expect(mentionedBy(content)).toEqual(['u1'])
    const again = opened(
      content,
      () => 'Main hall',
      () => 'Main hall',
      here.members,
    )
    expect(again.people.map(({ at, isRoom }) => [at, isRoom ?? false])).toEqual([
      [8, true],
      [20, false],
    ])
    expect(sent(again, here, namedBy).content).toBe(content)
  })
  test('in code it is what was typed, and a name typed by hand is text', () => {
    expect(sent(written('`', '`'), here, namedBy).content).toBe('`#Main hall`')
    expect(sent({ text: '#Main hall', people: [] }, here, namedBy).content).toBe('#Main hall')
  })
  test('where text is not drawn it has a name only for whom that is known', () => {
    expect(mentionsToNames('to <#r1>', () => undefined)).toBe('to #…')
  })
})
