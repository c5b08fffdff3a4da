import { expect, it } from 'vitest'
import { type Diagnosis, diagnose, type Finding } from './health.ts'

const works: Finding = {
  connection: 'connected',
  ok: true,
  flows: true,
  everOk: true,
  delivered: true,
  attempts: 0,
  resigned: false,
  reachable: true,
  relayOnly: false,
  missing: { sound: false, picture: false },
}
const first = { ok: false, flows: false, everOk: false, delivered: false }
const gone = { ok: false, flows: false }
const noSound = { sound: true, picture: false }
const neither = { sound: true, picture: true }

it.each<[string, Partial<Finding>, Partial<Diagnosis>]>([
  ['works', {}, { health: 'ok', lacks: null, why: null }],
  [
    'is being made',
    { ...first, connection: 'connecting' },
    { health: 'connecting', lacks: null, why: 'joining' },
  ],
  ['is made and about to deliver', first, { health: 'connecting', lacks: null, why: 'joining' }],
  [
    'cannot be made yet, because the other has no line',
    { ...first, connection: 'new', reachable: false },
    { health: 'connecting', lacks: null, why: 'unreachable' },
  ],
  [
    'does not come up',
    { ...first, connection: 'connecting', attempts: 1 },
    { health: 'connecting', lacks: null, why: 'no-path' },
  ],
  [
    'is tried through the relay',
    { ...first, connection: 'connecting', attempts: 3, relayOnly: true },
    { health: 'failed', lacks: null, why: 'relay' },
  ],
  [
    'lost its way a moment ago',
    { ...gone, connection: 'disconnected' },
    { health: 'reconnecting', lacks: null, why: 'interrupted' },
  ],
  [
    'is connected and went quiet',
    { ...gone, missing: neither },
    { health: 'reconnecting', lacks: 'both', why: 'interrupted' },
  ],
  [
    'finds no way any more',
    { ...gone, delivered: false, connection: 'connecting', attempts: 4 },
    { health: 'failed', lacks: null, why: 'no-path' },
  ],
  [
    'came back at the third try, and is about to deliver',
    { ...gone, delivered: false, attempts: 3 },
    { health: 'reconnecting', lacks: null, why: 'interrupted' },
  ],
  [
    'brings the picture alone',
    { ok: false, missing: noSound },
    { health: 'unstable', lacks: 'sound', why: 'silent' },
  ],
  [
    'brings nothing, whatever was tried',
    { ...gone, delivered: false, attempts: 2, resigned: true, missing: noSound },
    { health: 'unstable', lacks: 'sound', resigned: true, why: 'silent' },
  ],
])('says what a link is like that %s', (_, change, expected) => {
  expect(diagnose({ ...works, ...change })).toEqual({ resigned: false, ...expected })
})
