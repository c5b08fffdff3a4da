import { expect, test } from 'vitest'
import type { Cluster } from './cluster.ts'
import { inBoth, rollMs, trackOnline } from './online.ts'

/** Two processes that hear each other at once, unless one is cut off. */
function twoProcesses() {
  const listeners = new Map<string, Parameters<Cluster['hear']>[0]>()
  const cut = new Set<string>()
  let time = 0
  const start = (node: string) => {
    const cluster: Cluster = {
      node,
      tell: (gossip) => {
        for (const [other, listener] of listeners)
          if (other !== node && !cut.has(node) && !cut.has(other)) listener(node, gossip)
      },
      hear: (listener) => void listeners.set(node, listener),
    }
    return trackOnline(cluster, () => time)
  }
  return { here: start('here'), there: start('there'), cut, pass: (ms: number) => (time += ms) }
}

const people = (count: number) => new Set(Array.from({ length: count }, (_, index) => `person ${index}`))

test('whoever has a socket anywhere is online until the last of them goes', () => {
  const { here, there } = twoProcesses()
  here.arrived('ana')
  here.arrived('ana')
  there.arrived('ana')
  there.arrived('ben')
  expect(here.among(new Set(['ana', 'ben', 'cem'])).toSorted()).toEqual(['ana', 'ben'])
  expect(here.changes().online.toSorted()).toEqual(['ana', 'ben'])
  here.departed('ana')
  here.departed('ana')
  expect([here.has('ana'), there.has('ana')]).toEqual([true, true])
  there.departed('ana')
  expect([here.has('ana'), there.has('ana')]).toEqual([false, false])
  expect(here.changes()).toEqual({ online: [], offline: ['ana'] })
})

test('of the same people those who are online are told as they are now', () => {
  const { here, there } = twoProcesses()
  const room = new Set(['ana', 'ben'])
  expect(here.among(room)).toEqual([])
  here.arrived('ana')
  expect(here.among(room)).toEqual(['ana'])
  there.arrived('ben')
  there.arrived('ana')
  expect(here.among(room).toSorted()).toEqual(['ana', 'ben'])
  here.departed('ana')
  expect(here.among(room).toSorted()).toEqual(['ana', 'ben'])
  there.departed('ana')
  expect(here.among(room)).toEqual(['ben'])
})

test('a roll says who is at a process; heard twice it says nothing new', () => {
  const { here, there, cut } = twoProcesses()
  there.arrived('ana')
  cut.add('there')
  there.departed('ana')
  there.arrived('ben')
  expect(here.among(new Set(['ana', 'ben']))).toEqual(['ana'])
  cut.clear()
  for (const _ of [1, 2]) there.callRoll(0)
  expect(here.among(new Set(['ana', 'ben']))).toEqual(['ben'])
  there.departed('ben')
  expect(here.has('ben')).toBe(false)
})

test('a process that is not heard any more has nobody, and whoever is here as well stays', () => {
  const { here, there, cut, pass } = twoProcesses()
  for (const who of ['ana', 'ben']) there.arrived(who)
  here.arrived('ben')
  cut.add('there')
  pass(3 * rollMs)
  here.callRoll(3 * rollMs)
  expect(here.among(new Set(['ana', 'ben']))).toEqual(['ben'])
})

test('those in both are the same from whichever side they are looked for', () => {
  const [few, many] = [people(3), people(50)]
  expect(inBoth(few, many)).toEqual([...few])
  expect(inBoth(many, few)).toEqual([...few])
  expect(inBoth(few, new Map())).toEqual([])
})
