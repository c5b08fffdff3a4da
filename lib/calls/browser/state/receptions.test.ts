import { expect, test } from 'vitest'
import { english } from '#lib/words/english.ts'
import type { LinkState, Participant } from '../../schema.ts'
import type { LinkQuality } from '../engines/link-quality.ts'
import { missingWords, receptions, troublesOfOthers } from './receptions.ts'

const person = (participantId: string, name: string, links: LinkState[] = []) =>
  ({ participantId, name, status: 'connected', links }) as unknown as Participant
const link = (participantId: string, more: Partial<LinkState> = {}): LinkState => ({
  participantId,
  state: 'ok',
  ...more,
})

const ana = person('a', 'Ana', [link('b'), link('me')])
const bob = person('b', 'Bob', [link('a', { state: 'reconnecting', lacks: 'sound' }), link('me')])
const me = person('me', 'Mia')
const all = [ana, bob, me]
const view = (more: Partial<LinkQuality> = {}): LinkQuality => ({
  health: 'ok',
  lacks: null,
  resigned: false,
  why: null,
  score: null,
  spared: false,
  ...more,
})
const own = new Map([['a', view()]])

test('everybody’s view of everybody, our own from what we know ourselves', () => {
  const views = receptions(all, 'me', own)
  expect(views).toHaveLength(6)
  expect(views).toContainEqual({ from: 'a', to: 'me', told: link('a') })
  expect(views).toContainEqual({ from: 'b', to: 'me', told: null })
  expect(views).toContainEqual({ from: 'b', to: 'a', told: link('b') })
})

test('what is wrong is said of the two it concerns', () => {
  const views = receptions(all, 'me', own)
  const words = views.map((view) => missingWords(english, view, all, 'me')).filter((one) => one !== null)
  expect(words).toEqual(['Bob cannot hear Ana. Repairing…'])
  expect(troublesOfOthers(english, views, all, 'me')).toEqual(
    new Map([['a', 'Bob cannot hear Ana. Repairing…']]),
  )

  const vain = person('b', 'Bob', [link('a', { state: 'unstable', lacks: 'sound', resigned: true })])
  expect(troublesOfOthers(english, receptions([ana, vain, me], 'me', own), [ana, vain, me], 'me')).toEqual(
    new Map([['a', 'Bob cannot hear Ana. Joining the call again may help.']]),
  )

  const deaf = person('b', 'Bob', [link('a'), link('me', { state: 'failed' })])
  const told = troublesOfOthers(english, receptions([ana, deaf, me], 'me', own), [ana, deaf, me], 'me')
  expect(told).toEqual(new Map([['me', 'Bob cannot hear or see you. Repairing…']]))
})

test('one’s own trouble is told by the tile alone, and so is a lost line', () => {
  const mine = new Map([['a', view({ lacks: 'picture' })]])
  const views = receptions(all, 'me', mine)
  const seen = views.find(({ from, to }) => from === 'a' && to === 'me')
  expect(seen && missingWords(english, seen, all, 'me')).toBe('You cannot see Ana. Repairing…')
  expect(troublesOfOthers(english, views, all, 'me').get('a')).toBe('Bob cannot hear Ana. Repairing…')

  const away = [{ ...ana, status: 'reconnecting' as const }, bob, me]
  expect(troublesOfOthers(english, receptions(away, 'me', own), away, 'me').size).toBe(0)
})
