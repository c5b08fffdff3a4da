import { expect, it } from 'vitest'
import type { LinkQuality } from '../link-quality.ts'
import { createQualityChanges, firstQuality } from './quality-changes.ts'

const ok: LinkQuality = { ...firstQuality, health: 'ok', why: null, score: 100 }

it('tells a change at once, the same only once, and scores seldom', () => {
  const told: LinkQuality[] = []
  const view = createQualityChanges((now) => told.push(now))
  view.show(firstQuality, 0)
  expect(told).toEqual([])
  view.show(ok, 1_000)
  view.show(ok, 2_000)
  view.show({ ...ok, score: 90 }, 2_500)
  expect(told).toEqual([ok])
  view.show({ ...ok, score: 85 }, 3_000)
  view.show({ ...ok, score: 80, lacks: 'picture' }, 3_100)
  expect(told.map(({ score }) => score)).toEqual([100, 85, 80])
  expect(view.get()).toMatchObject({ score: 80, lacks: 'picture' })
})
