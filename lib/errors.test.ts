import { createTranslator } from 'use-intl/core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { asRefusal, notFound, Refusal, replyError, revived } from './errors.ts'
import { parsed } from './http/parse.ts'
import { problemOf } from './http/problem.ts'
import { en } from './words/en/index.ts'
import { english } from './words/english.ts'
import { refusalWords } from './words/refusal-words.ts'
import type { Translate } from './words/translate.ts'

/** English that does not print what it cannot say. */
const quiet = createTranslator({ locale: 'en', messages: en, timeZone: 'UTC', onError: () => undefined })

const full = new Refusal('conflict', 'calls.full', { people: 8 })
const words = 'This call is full: 8 people are in it.'

test('a refusal is told by its reason and what that names, and in English', () => {
  expect(replyError(full)).toEqual({
    code: 'conflict',
    reason: 'calls.full',
    params: { people: 8 },
    message: words,
  })
  expect(JSON.parse(problemOf(full).body)).toMatchObject({
    code: 'conflict',
    reason: 'calls.full',
    params: { people: 8 },
    detail: words,
  })
  expect(replyError(notFound('room'))).toEqual({
    code: 'not_found',
    reason: 'notFound.room',
    message: 'This room does not exist, or you may not see it.',
  })
})

test('what is wrong with a field has a reason of its own; what zod says by itself has only words', () => {
  const shape = z.object({ name: z.string().max(3, 'invalid.tooLong'), seq: z.number() })
  const refused = replyError(
    (() => {
      try {
        return parsed(shape, { name: 'Anna', seq: 'x' }, 'http.request')
      } catch (error) {
        return error
      }
    })(),
  )
  expect(refused).toMatchObject({ code: 'invalid_input', reason: 'invalid.tooLong', params: { max: 3 } })
  expect(refused.issues).toEqual([
    {
      path: 'name',
      message: 'Must be at most 3 characters',
      reason: 'invalid.tooLong',
      params: { max: 3 },
    },
    { path: 'seq', message: expect.any(String) },
  ])
})

test('told across a wire it keeps its words, also those of a reason nobody here knows', () => {
  const told = { code: 'conflict', reason: 'calls.weather', message: 'It rains.' } as const
  expect(replyError(revived(told))).toEqual(told)
  expect(asRefusal(revived(told)).message).toBe('It rains.')
})

test('a page words what it knows, and shows what it was told otherwise', () => {
  const t = english as unknown as Translate
  expect(refusalWords(t, { ...replyError(full), message: 'in another language' })).toBe(words)
  expect(refusalWords(t, { reason: 'calls.weather', message: 'It rains.' })).toBe('It rains.')
  expect(refusalWords(t, { message: 'Of an older server.' })).toBe('Of an older server.')
})

test('a refusal that is not known whole keeps the words it came with', () => {
  const message = 'Words of a newer version.'
  const said = (reason: string, params = {}) => refusalWords(quiet as Translate, { reason, params, message })
  for (const reason of ['of.a.newer.version', 'http', 'notFound', '__proto__', 'constructor', 'toString'])
    expect(said(reason), reason).toBe(message)
  expect(said('http.unknownCommand', { command: 'x' })).toBe(message)
  expect(said('http.unknownCommand', { name: 'x' })).toBe('There is no command "x".')
})
