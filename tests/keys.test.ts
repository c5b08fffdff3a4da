import { describe, expect, test } from 'vitest'
import { combinationOf, formatOf, formats } from '#components/messages/composer/formats.ts'
import { isPressed } from '#components/shortcuts/keys.ts'
import { pressedKey } from '#components/shortcuts/pressed-key.ts'
import { shortcuts } from '#components/shortcuts/table.ts'

/** What the key at the place of each letter gives, A to Z as on an American keyboard. */
const keyboards = {
  American: 'abcdefghijklmnopqrstuvwxyz',
  Russian: 'фисвуапршолдьтщзйкыегмцчня',
  Ukrainian: 'фисвуапршолдьтщзйкіегмцчня',
  Bulgarian: 'ьфъаеожгсткпнвдзуияшцэйлщю',
  Greek: 'αβψδεφγηιξκλμνοπ;ρστθωςχυζ',
  Hebrew: "שנבגקכעיןחלךצמםפ/רדאוה'סטז",
  Arabic: [
    'ش',
    'لا',
    'ؤ',
    'ي',
    'ث',
    'ب',
    'ل',
    'ا',
    'ه',
    'ت',
    'ن',
    'م',
    'ة',
    'ى',
    'خ',
    'ح',
    'ض',
    'ق',
    'س',
    'ف',
    'ع',
    'ر',
    'ص',
    'ء',
    'غ',
    'ئ',
  ],
  Hindi: 'ोवम्\u093eिुपगरकतसनदजौीे\u0942ह\u0928\u0948\u0902ब\u0947',
  Thai: 'ฟิแกำดเ้ร่าสทืนยๆพหะีอไปัผ',
  Korean: 'ㅁㅠㅊㅇㄷㄹㅎㅗㅑㅓㅏㅣㅡㅜㅐㅔㅂㄱㄴㅅㅕㅍㅈㅌㅛㅋ',
} as const
const letters = [...keyboards.American]
const held = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, target: null }
const press = (combination: string, key: string, code: string) => ({
  ...held,
  key,
  code,
  ctrlKey: combination.includes('Mod'),
  altKey: combination.includes('Alt'),
  shiftKey: combination.includes('Shift'),
})
type Press = ReturnType<typeof press>
const meansPlace = (event: Press) => isPressed('Mod+K', event as never)
const letterIn = (combination: string) => /(?:^|\+)([A-Z])$/.exec(combination)?.[1]

describe.each(Object.entries(keyboards))('%s', (_, keys) => {
  const at = (letter: string) => [...keys][letters.indexOf(letter.toLowerCase())] ?? ''
  test('every key of the table with a letter is where that letter is printed', () => {
    const all = Object.values(shortcuts).flatMap((place) => Object.keys(place))
    const withLetter = all.flatMap((one) => letterIn(one) ?? [])
    expect(withLetter.length).toBeGreaterThan(10)
    for (const letter of withLetter)
      expect(pressedKey({ key: at(letter), code: `Key${letter}` }).toUpperCase(), at(letter)).toBe(letter)
  })
  test('formats, and the way anywhere', () => {
    for (const one of formats) {
      const combination = combinationOf(one)
      const event = /\d/.test(one.key)
        ? press(combination, '*', `Digit${one.key}`)
        : press(combination, at(one.key), `Key${one.key}`)
      expect(formatOf(event), combination).toBe(one.format)
    }
    expect(meansPlace(press('Mod+K', at('k'), 'KeyK'))).toBe(true)
    expect(meansPlace(press('Mod+K', at('j'), 'KeyJ'))).toBe(false)
    expect(isPressed('Mod+Shift+F', press('Mod+Shift+F', at('f'), 'KeyF') as never)).toBe(true)
  })
})

test('where the letters are Latin, the letter counts and not its place', () => {
  expect(formatOf(press('Mod', 'b', 'KeyN')), 'Dvorak').toBe('bold')
  expect(formatOf(press('Mod', 'x', 'KeyB')), 'Dvorak').toBeNull()
  expect(formatOf(press('Mod', '.', 'KeyE')), 'Dvorak').toBeNull()
  expect(formatOf(press('Mod', 'q', 'KeyA')), 'AZERTY').toBeNull()
  expect(meansPlace(press('Mod', 'k', 'KeyV')), 'Dvorak').toBe(true)
  expect(meansPlace(press('Mod', 't', 'KeyK')), 'Dvorak').toBe(false)
  expect(formatOf(press('Mod', 'ı', 'KeyI')), 'Turkish').toBe('italic')
})

test('keys that are no letters are themselves; a question mark is one in every script', () => {
  for (const key of ['Enter', 'ArrowUp', 'Escape', '@', ':', '?', ' ', '1', 'Dead', 'Process'])
    expect(pressedKey({ key, code: 'KeyA' })).toBe(key)
  expect(pressedKey({ key: '؟', code: 'Slash' })).toBe('?')
})
