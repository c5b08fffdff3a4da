import { expect, test } from 'vitest'
import { directionOf, wantedLocales } from './locale.ts'

test('languages are in the order the reader wants them', () => {
  expect(wantedLocales('de-CH, en;q=0.5, fr;q=0.9')).toEqual(['de-CH', 'fr', 'en'])
  expect(wantedLocales('EN-us')).toEqual(['en-US'])
})

test('what is no language, or not wanted, is left out', () => {
  expect(wantedLocales(null)).toEqual([])
  expect(wantedLocales('*, ../../package;q=0.9, en\0, de;q=0, x;q=high, da;q=0.1')).toEqual(['da'])
  expect(wantedLocales(Array(1_000).fill('de').join())).toHaveLength(20)
})

test('a language says which way it is written', () => {
  expect(['en', 'ar', 'he-IL', 'zh-Hant'].map(directionOf)).toEqual(['ltr', 'rtl', 'rtl', 'ltr'])
})
