import { expect, it } from 'vitest'
import type { Participant } from '../../schema.ts'
import { createDiary } from '../engines/mesh/diary.ts'
import { firstQuality } from '../engines/mesh/quality-changes.ts'
import { readStats } from '../engines/mesh/stats.ts'
import { callReport } from './report.ts'

const startMs = Date.UTC(2026, 4, 1)
const agent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

/** What a browser tells of a link, addresses and all. */
const stats = [
  { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
  {
    id: 'P',
    type: 'candidate-pair',
    localCandidateId: 'L',
    remoteCandidateId: 'R',
    currentRoundTripTime: 0.03,
  },
  {
    id: 'L',
    type: 'local-candidate',
    candidateType: 'host',
    protocol: 'udp',
    address: '192.168.7.20',
    url: 'turn:10.9.8.7:3478',
  },
  {
    id: 'R',
    type: 'remote-candidate',
    candidateType: 'srflx',
    address: '2001:db8::7',
    relatedAddress: '5f0c1e1e-8f0a-4b0e-9d5e-6a4d8f1f0b3a.local',
  },
]

const ana: Participant = {
  participantId: 'p_ana',
  userId: 'u_ana',
  name: 'Ana Secret',
  avatarUrl: '/avatars/u_ana',
  joinSeq: 1,
  media: { microphone: true, camera: false, screen: false },
  hand: false,
  recording: false,
  status: 'connected',
  links: [{ participantId: 'p_bob', state: 'ok', score: 90 }],
}
const seen = {
  phase: 'in',
  me: 'p_bob',
  cutOff: false,
  participants: [ana, { ...ana, participantId: 'p_bob', name: 'Bob Secret' }],
  links: new Map([['p_ana', firstQuality]]),
} as const

const written = (pages: number) => {
  const diary = createDiary()
  const { path, roundTripMs, arriving: picture } = readStats(stats, new Map())
  const same = { health: 'ok', lacks: null, why: null, connection: 'connected', ice: 'connected' } as const
  for (let second = 0; second < pages * 5; second++)
    diary.write(startMs + second * 1_000, () => ({
      ...same,
      path,
      roundTripMs,
      picture,
      kbpsIn: 100,
      kbpsOut: 100,
      lost: 0,
      score: 100,
    }))
  diary.repaired(startMs, { what: 'rebuild', why: 'no-path', relay: true })
  return diary
}
const report = (pages: number) => {
  const links = [{ participantId: 'p_ana', initiator: true, ...written(pages).read() }]
  return callReport({ relay: true, slowBy: 0, links }, seen, agent, startMs)
}

it('holds one page every five seconds, of the last five minutes', () => {
  const [link] = report(100).links
  expect(link?.pages).toHaveLength(60)
  expect(link?.pages[0]).toMatchObject({
    at: new Date(startMs + 40 * 5_000).toISOString(),
    path: { local: 'host', remote: 'srflx', protocol: 'udp' },
    roundTripMs: 30,
  })
  expect(link?.repairs).toEqual([
    { at: new Date(startMs).toISOString(), what: 'rebuild', why: 'no-path', relay: true },
  ])
})

it('says which browser, how many people and what they sent', () => {
  expect(report(1)).toMatchObject({
    browser: 'Chrome 156, Linux',
    people: 2,
    participants: [
      { participantId: 'p_ana', media: ana.media, view: firstQuality },
      { participantId: 'p_bob' },
    ],
  })
})

it('holds no name, no user and no address', () => {
  const text = JSON.stringify(report(3))
  expect(text).not.toMatch(/\d+\.\d+\.\d+\.\d+/)
  expect(text).not.toMatch(/\.local|[0-9a-f]*:[0-9a-f]*::|turn:|2001:/i)
  expect(text).not.toMatch(/Secret|u_ana|avatars/)
})
