import { describe, expect, test } from 'vitest'
import { meant, mentionsToIds, mentionsToNames, nameBegun } from './mention-names.ts'

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
    const ids = mentionsToIds('@name 4999 xxxxxxxxxxxxxxxxxxx @nobody '.repeat(400), many)
    // A hundred times what it takes; looking at each person for each name takes minutes.
    expect(performance.now() - from).toBeLessThan(5_000)
    expect(ids).toBe('<@4999> @nobody '.repeat(400))
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
