import { expect, test } from 'vitest'
import { createRoom, createUser, say } from '../../tests/factories.ts'
import { searched } from '../../tests/found.ts'
import { openWorld } from '../../tests/world.ts'

const world = await openWorld({ LIMIT_SEARCHES_PER_10S: '100000' })
const ana = await createUser(world)
const room = await createRoom(ana)

const found = async (q: string) => (await searched(ana, { q })).items.map(({ content }) => content)

/** What is written, what finds it, and what does not: the same on both databases. */
const corpus: [content: string, by: string[], notBy: string[]][] = [
  [
    'Überraschung im Café',
    ['uberrasch', 'ÜBER', 'cafe', 'Café überraschung', 'im', 'é'],
    ['cafes', '"café im"'],
  ],
  ['東京タワーに行きました', ['東京', '京タ', '行', 'タワー', '東京 行き', '"ワーに"'], ['京東', '西']],
  ['안녕하세요 세계', ['안녕', '세', '하세요 세계'], ['녕안']],
  ['Привет, мир', ['привет', 'ВЕТ', 'мир', 'е'], ['мирт']],
  ['ΟΔΟΣ Αθηνών', ['οδος', 'ΟΔΟΣ', 'οδοσ', 'αθηνων'], ['οδοι']],
  ['مرحبا بالعالم', ['مرحبا', 'عالم'], ['عالمي']],
  [
    'it’s 100% "done" AND (not) NEAR* it',
    ['100%', '"it’s 100%"', 'done and', 'near', '(not)'],
    ['not-', '100_'],
  ],
  ["O'Brien: a\\b 50_60 C++ <b>x</b>", ["o'brien", 'a\\b', '50_60', 'c++', '<b>x'], ['50-60', 'c--', '<b>y']],
  ['a **very** bold `code_word` here', ['"a very bold"', 'code_word', '"bold code"'], ['code-word']],
  [
    'two\n\nlines   apart',
    ['"lines apart"', '"two lines"', 'wo apart', 'unclosed"lines'.slice(8)],
    ['"two apart"'],
  ],
  ['👩‍🌾 grows 🥕🥕', ['🥕', '👩‍🌾', '🥕🥕'], ['🥕🥕🥕', '🐛']],
  ['zq', ['q', 'Z', 'zq'], ['qz', 'zqq']],
]

test.each(corpus)('%s', async (content, by, notBy) => {
  await say(ana, room, content)
  await world.background.catchUp()
  for (const q of by) expect(await found(q), `by ${q}`).toContain(content)
  for (const q of notBy) expect(await found(q), `not by ${q}`).not.toContain(content)
})
