import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allow, standard } from '#lib/limits.ts'
import { english } from '#lib/words/english.ts'
import { givenBy } from './given.ts'
import { complaintText } from './refused-files.ts'

/** A folder by what is in it, a file by its size, or one that cannot be read. */
type Tree = { [name: string]: Tree | number | 'closed' }

/** As browsers tell what was dropped: folders a few entries at a time, and later. */
function entry(name: string, tree: Tree | number | 'closed') {
  const base = { name, isFile: typeof tree === 'number', isDirectory: typeof tree !== 'number' }
  if (typeof tree === 'number')
    return { ...base, file: (told: (file: File) => void) => told(new File(['x'.repeat(tree)], name)) }
  const left = tree === 'closed' ? [] : Object.entries(tree).map(([inside, what]) => entry(inside, what))
  return {
    ...base,
    createReader: () => ({
      readEntries: (told: (some: unknown[]) => void, fail: (error: Error) => void) =>
        tree === 'closed' ? fail(new Error('closed')) : queueMicrotask(() => told(left.splice(0, 3))),
    }),
  }
}
const dropped = async (tree: Tree) => {
  const items = Object.entries(tree).map(([name, what]) => ({
    kind: 'file',
    webkitGetAsEntry: () => entry(name, what),
    getAsFile: () => new File([''], name),
  }))
  const given = await givenBy({ items } as unknown as DataTransfer)
  return {
    names: given.files.map(({ name }) => name),
    words: given.complaints.map((one) => complaintText(english, one)),
  }
}

test('the files of a folder come with those beside it, in order', async () => {
  expect(
    await dropped({
      'a.txt': 1,
      photos: { 'b.jpg': 1, more: { 'c.jpg': 1 }, 'a.jpg': 1, '.DS_Store': 1 },
      'z.txt': 1,
    }),
  ).toEqual({ names: ['a.txt', 'a.jpg', 'b.jpg', 'c.jpg', 'z.txt'], words: [] })
})

test('a folder that is not taken is left out in words, and nothing of it comes', async () => {
  allow({ ...standard, filesPerMessage: 3 })
  const { names, words } = await dropped({
    full: { a: 1, b: 1, in: { c: 1, d: 1 } },
    empty: { in: {} },
    closed: 'closed',
    fits: { e: 1 },
  })
  allow(standard)
  expect(names).toEqual(['e'])
  expect(words).toEqual([
    expect.stringMatching(/“full” is left out: it has more than the 3 files/),
    expect.stringMatching(/“empty” is left out: there are no files/),
    expect.stringMatching(/“closed” is left out: it could not be read/),
  ])
})

test('of whatever is dropped each file comes, or its folder is told', async () => {
  // What systems leave in folders has its own test.
  const names = fc.string({ minLength: 1 }).filter((name) => !name.startsWith('._'))
  const { tree } = fc.letrec<{ tree: Tree; what: Tree | number }>((tie) => ({
    tree: fc.dictionary(names, tie('what'), { maxKeys: 5 }),
    what: fc.oneof({ depthSize: 'small' }, fc.constant(1), tie('tree')),
  }))
  const count = (one: Tree | number | 'closed'): number =>
    typeof one === 'object' ? Object.values(one).reduce<number>((sum, inside) => sum + count(inside), 0) : 1
  await fc.assert(
    fc.asyncProperty(tree, async (given) => {
      const { names, words } = await dropped(given)
      const taken = Object.values(given).filter(
        (one) => typeof one === 'number' || (count(one) > 0 && count(one) <= 10),
      )
      expect(names).toHaveLength(taken.reduce<number>((sum, one) => sum + count(one), 0))
      expect(words).toHaveLength(Object.keys(given).length - taken.length)
    }),
    { numRuns: 500 },
  )
})
