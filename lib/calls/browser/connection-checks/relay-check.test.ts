import { describe, expect, it } from 'vitest'
import { english } from '#lib/words/english.ts'
import { isPrivate, isRelay } from './ice-urls.ts'
import { type Outcome, verdict as verdictOf } from './relay-check.ts'
import { relayFault } from './relay-fault.ts'

const udp = 'turn:turn.example.org:3478?transport=udp'
const tls = 'turns:turn.example.org:5349?transport=tcp'
const stun = { urls: ['stun:stun.example.org'] }
const turn = (...urls: string[]) => ({ urls, username: 'u', credential: 'c' })
const works = (url: string): Outcome => ({ url, tookMs: 40 })
/** A verdict as it is read in English. */
const verdict = (...given: Parameters<typeof verdictOf>) => {
  const { answer, why, todo, ...counts } = verdictOf(...given)
  return {
    answer,
    words: english.markup(`calls.relays.verdict.${why}`, { ...counts, answer: (words) => words }),
    todo: todo.map((what) => english(`calls.relays.todo.${what}`)),
  }
}

describe('the verdict', () => {
  it('says what is missing when nothing or only STUN is set up', () => {
    expect(verdict([], [])).toMatchObject({ answer: 'no', words: expect.stringContaining('one network') })
    expect(verdict([], []).todo.join()).toContain('TURN_URLS and TURN_SECRET')
    expect(verdict([stun], []).answer).toBe('partly')
    expect(verdict([stun], []).todo.join()).toContain('TURN_URLS')
  })

  it('is yes when every relay works, with advice when all of them need UDP', () => {
    expect(verdict([stun, turn(udp, tls)], [works(udp), works(tls)])).toMatchObject({
      answer: 'yes',
      todo: [],
    })
    expect(verdict([turn(udp)], [works(udp)]).todo.join()).toContain('turns:')
  })

  it.each([
    ['refused', 'static-auth-secret'],
    ['unreachable', 'firewall'],
    ['silent', 'external-ip'],
  ] as const)('is no, with what to do, when the only relay is %s', (fault, todo) => {
    const given = verdict([turn(udp)], [{ url: udp, fault }])
    expect(given.answer).toBe('no')
    expect(given.todo).toEqual([expect.stringContaining(todo)])
  })

  it('is partly when some work', () => {
    const given = verdict([turn(udp, tls)], [works(udp), { url: tls, fault: 'unreachable' }])
    expect(given).toMatchObject({ answer: 'partly', words: expect.stringContaining('1 of 2') })
  })

  it('does not take a relay of this network for one that outside callers reach', () => {
    const inside = 'turn:192.168.1.5:3478'
    expect(verdict([turn(inside)], [works(inside)])).toMatchObject({ answer: 'partly' })
  })
})

describe('the fault of a relay', () => {
  it.each([
    [[401, 701], false, 'refused'],
    [[438], false, 'refused'],
    [[701, 701], false, 'unreachable'],
    [[], false, 'unreachable'],
    [[701], true, 'silent'],
  ] as const)('%j, places given: %s: %s', (codes, gathered, fault) => {
    expect(relayFault([...codes], gathered)).toEqual({ fault })
  })
})

it.each([
  ['turn:localhost:3478', true],
  ['turn:127.0.0.1', true],
  ['turns:10.1.2.3:5349?transport=tcp', true],
  ['turn:172.20.0.1', true],
  ['turn:turnserver', true],
  ['turn:[::1]:3478', true],
  ['turn:[2001:db8::1]:3478', false],
  ['turn:172.32.0.1', false],
  ['turn:turn.example.org?transport=udp', false],
])('%s is known only in its own network: %s', (url, known) => {
  expect(isPrivate(url)).toBe(known)
  expect(isRelay(url)).toBe(true)
})

it('STUN is no relay', () => expect(isRelay('stun:stun.example.org')).toBe(false))
