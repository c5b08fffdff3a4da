import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { holding, turns } from './fair-queue.ts'

/** Work that ends when it is told to, and a list of what was begun. */
function pieces() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  return {
    begun,
    piece: (name: string) => () =>
      new Promise<string>((resolve) => {
        begun.push(name)
        ends.set(name, () => resolve(name))
      }),
    end: async (name: string) => {
      ends.get(name)?.()
      await new Promise((settled) => setImmediate(settled))
    },
  }
}

describe('turns', () => {
  test('a hundred pieces of one person wait behind each other, not before somebody else', async () => {
    const { begun, piece, end } = pieces()
    const inTurn = turns({ atOnce: 1 })
    const all = Array.from({ length: 100 }, (_, at) => inTurn('ana', piece(`ana ${at}`)))
    all.push(inTurn('bob', piece('bob 0')))
    await end('ana 0')
    // Both waited: Ana's second piece was there first, Bob's is next.
    await end('ana 1')
    expect(begun).toEqual(['ana 0', 'ana 1', 'bob 0'])
    await end('bob 0')
    for (let at = 2; at < 100; at++) await end(`ana ${at}`)
    expect(await Promise.all(all)).toHaveLength(101)
  })

  test('no more than so many at once, and of one person no more than their share', async () => {
    const { begun, piece, end } = pieces()
    const inTurn = turns({ atOnce: 3, each: 2 })
    for (const name of ['a1', 'a2', 'a3', 'a4']) void inTurn('ana', piece(name))
    expect(begun).toEqual(['a1', 'a2'])
    for (const name of ['b1', 'b2']) void inTurn('bob', piece(name))
    expect(begun).toEqual(['a1', 'a2', 'b1'])
    await end('b1')
    expect(begun).toEqual(['a1', 'a2', 'b1', 'b2'])
    await end('a1')
    expect(begun).toEqual(['a1', 'a2', 'b1', 'b2', 'a3'])
  })

  test('what fails gives its place on, and rejects for its own caller alone', async () => {
    const inTurn = turns({ atOnce: 1 })
    const fails = inTurn('ana', () => Promise.reject(new Error('mine')))
    const works = inTurn('ana', () => Promise.resolve('done'))
    await expect(fails).rejects.toThrow('mine')
    expect(await works).toBe('done')
    expect(await inTurn('bob', () => Promise.resolve('too'))).toBe('too')
  })

  test('too much of one person is refused, of somebody else it is not', async () => {
    const { piece } = pieces()
    const inTurn = turns({ atOnce: 1, waiting: 1 })
    void inTurn('ana', piece('a1'))
    void inTurn('ana', piece('a2'))
    await expect(inTurn('ana', piece('a3'))).rejects.toMatchObject({ code: 'rate_limited' })
    void inTurn('bob', piece('b1'))
    await expect(inTurn('bob', piece('b2'))).rejects.toMatchObject({ code: 'rate_limited' })
  })

  test('where it rests, work that never waits lets others come in between', async () => {
    const inTurn = turns({ each: 2, resting: true })
    const done: string[] = []
    const work = (name: string) => async () => void done.push(name)
    const all = Array.from({ length: 6 }, (_, at) => inTurn('ana', work(`ana ${at}`)))
    await new Promise((turn) => setImmediate(turn))
    expect(done).toEqual(['ana 0', 'ana 1'])
    all.push(inTurn('bob', work('bob 0')))
    expect(done).toContain('bob 0')
    await Promise.all(all)
    expect(done).toHaveLength(7)
  })

  test('a stream holds its place until it has ended or broken off, and one that cannot be opened holds none', async () => {
    const places = turns({ each: 1, waiting: 0 })
    const open = async () => new PassThrough()
    const full = { code: 'rate_limited' }
    await expect(holding(places, 'ana', () => Promise.reject(new Error('not there')))).rejects.toThrow(
      'not there',
    )
    const read = await holding(places, 'ana', open)
    await expect(holding(places, 'ana', open)).rejects.toMatchObject(full)
    await holding(places, 'bob', open)
    read.resume().end()
    const broken = await soon(() => holding(places, 'ana', open))
    await expect(holding(places, 'ana', open)).rejects.toMatchObject(full)
    broken.destroy(new Error('gone'))
    await soon(() => holding(places, 'ana', open))
  })
})

/** What is refused for a moment and then is not. */
async function soon<T>(attempt: () => Promise<T>): Promise<T> {
  for (let time = 0; time < 100; time++) {
    const outcome = await attempt().catch(() => null)
    if (outcome) return outcome
    await new Promise((turn) => setImmediate(turn))
  }
  return attempt()
}
