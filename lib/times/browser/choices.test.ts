import { expect, test } from 'vitest'
import { fieldTime, timeChoices } from './choices.ts'

const chosen = (at: string) => timeChoices(new Date(at)).map(({ name, at }) => `${name} ${fieldTime(at)}`)

test.each([
  ['2026-02-04T13:20', ['inAnHour 2026-02-04T14:20', 'tomorrow 2026-02-05T09:00', 'monday 2026-02-09T09:00']],
  ['2026-02-09T00:05', ['inAnHour 2026-02-09T01:05', 'tomorrow 2026-02-10T09:00', 'monday 2026-02-16T09:00']],
  ['2026-02-08T23:30', ['inAnHour 2026-02-09T00:30', 'tomorrow 2026-02-09T09:00']],
  ['2026-12-31T08:00', ['inAnHour 2026-12-31T09:00', 'tomorrow 2027-01-01T09:00', 'monday 2027-01-04T09:00']],
])('at %s', (now, choices) => {
  expect(chosen(now)).toEqual(choices)
})

test('what a field holds is the same time again', () => {
  expect(new Date(fieldTime(new Date(2026, 9, 25, 8, 5))).getTime()).toBe(
    new Date(2026, 9, 25, 8, 5).getTime(),
  )
})
