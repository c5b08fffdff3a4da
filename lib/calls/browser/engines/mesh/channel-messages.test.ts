import { expect, it } from 'vitest'
import { readMessage } from './channel-messages.ts'

it('reads wants and a score', () => {
  const told = { wants: { camera: { height: 360, pinned: true }, screen: null }, score: 85 }
  expect(readMessage(JSON.stringify(told))).toEqual(told)
  expect(readMessage('{"score":null}')).toEqual({ score: null })
})

it.each([
  ['no text', new ArrayBuffer(8)],
  ['no JSON', '{"wants":'],
  ['no object', '"camera"'],
  ['a list', '[{"score":5}]'],
  ['nothing', 'null'],
  ['more than anybody has to say', JSON.stringify({ score: 5, more: 'x'.repeat(2_000) })],
])('ignores %s', (_, data) => {
  expect(readMessage(data)).toBeNull()
})

it.each(['{"score":101}', '{"score":"90"}', '{"wants":[null]}', '{"wants":7}', '{"height":100}'])(
  'takes nothing from %s',
  (text) => {
    expect(readMessage(text)).toEqual({})
  },
)

it.each(['{"height":-1}', '{"height":1e9}', '{"height":"big"}', '{"pinned":true}', '[]', 'true'])(
  'takes no camera shown like %s',
  (shown) => {
    expect(readMessage(`{"wants":{"camera":${shown},"screen":null,"__proto__":{"camera":null}}}`)).toEqual({
      wants: { screen: null },
    })
  },
)
