import { afterAll, expect, test } from 'vitest'
import { startJudging } from './judging.ts'

const heard: string[] = []
const judging = startJudging((words) => heard.push(words))
afterAll(() => judging.stop())
const owner = { email: 'ana@example.org', name: 'Ana Karenina', host: 'rooms.example.org' }

test('a password that is easy to guess is refused in words, at its field, and others are taken', async () => {
  for (const password of ['password1', 'karenina1877', 'rooms.example'])
    await expect(judging.judge({ password, owner }), password).rejects.toMatchObject({
      code: 'invalid_input',
      issues: [{ path: 'password', message: expect.stringContaining('too easy to guess') }],
    })
  await judging.judge({ password: 'violet tractor seldom', owner })
})

test('what has gone because nobody made one comes with the next one', async () => {
  await judging.stop()
  await judging.judge({ password: 'violet tractor seldom', owner })
  expect(heard).toEqual([])
})
