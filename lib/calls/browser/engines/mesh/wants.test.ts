import { expect, it } from 'vitest'
import type { Wants } from './channel-messages.ts'
import { askedOf } from './wants.ts'

const people = (count: number) => Array.from({ length: count }, (_, at) => `p${at}`)
const camera = (height: number, pinned = false): Wants => ({ camera: { height, pinned } })

it('asks for what is shown', () => {
  const wants = new Map([
    ['p0', camera(360)],
    ['p1', { camera: null }],
  ])
  const asked = askedOf(wants, people(3))
  expect(asked.get('p0')).toEqual({ wants: camera(360), spared: false })
  expect(asked.get('p1')).toEqual({ wants: { camera: null }, spared: false })
  expect(asked.get('p2')).toEqual({ wants: {}, spared: false })
})

it('asks for one camera among seven people: the largest', () => {
  const wants = new Map(people(6).map((id, at) => [id, camera(at === 4 ? 700 : 120)]))
  const asked = askedOf(wants, people(6))
  expect([...asked].filter(([, { spared }]) => !spared).map(([id]) => id)).toEqual(['p4'])
  expect(asked.get('p0')?.wants.camera).toBeNull()
})

it('prefers a pinned one, and keeps the screens', () => {
  const screen = { height: 900, pinned: false }
  const wants = new Map(people(7).map((id, at) => [id, { ...camera(100 + at, id === 'p2'), screen }]))
  const asked = askedOf(wants, people(7))
  expect(asked.get('p2')?.wants).toEqual({ ...camera(102, true), screen })
  expect(asked.get('p6')).toEqual({ wants: { camera: null, screen }, spared: true })
})

it('does not count who left', () => {
  const wants = new Map(people(8).map((id) => [id, camera(100)]))
  expect([...askedOf(wants, people(5)).values()].some(({ spared }) => spared)).toBe(false)
})
