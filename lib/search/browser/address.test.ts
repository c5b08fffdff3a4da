import { afterAll, expect, test } from 'vitest'
import { questionOf } from './address.ts'

const own = process.env.TZ
afterAll(() => {
  if (own === undefined) delete process.env.TZ
  else process.env.TZ = own
})

const looking = { q: 'a', room: '', from: '', after: '', before: '', file: false }

test.each([
  ['America/New_York', '2026-03-08', '2026-03-09T03:59:59.999Z', '2026-03-08T05:00:00.000Z'],
  ['America/New_York', '2026-11-01', '2026-11-02T04:59:59.999Z', '2026-11-01T04:00:00.000Z'],
  ['UTC', '2026-12-31', '2026-12-31T23:59:59.999Z', '2026-12-31T00:00:00.000Z'],
])('in %s the day %s ends and begins by the calendar', (zone, day, end, start) => {
  process.env.TZ = zone
  const asked = questionOf({ ...looking, after: day, before: day })
  expect([asked.get('after'), asked.get('before')]).toEqual([end, start])
})
