import { describe, expect, it } from 'vitest'
import {
  attempted,
  backoffMs,
  judge,
  newWatch,
  replaced,
  restarted,
  type Sample,
  triesRelay,
  type Watch,
} from './watchdog.ts'

/** Plays one sample a second and returns what was decided when. `change` may alter the sample of a second. */
function play(seconds: number, change: (second: number) => Partial<Sample>, start: Watch = newWatch(0)) {
  let watch = start
  const startMs = start.atMs
  const decided: { at: number; action: string }[] = []
  let verdict: ReturnType<typeof judge> | undefined
  for (let second = 1; second <= seconds; second++) {
    verdict = judge(watch, {
      atMs: startMs + second * 1_000,
      connection: 'connected',
      settledAtMs: startMs,
      audio: second * 50,
      video: second * 15,
      expected: { audio: true, video: true },
      reachable: true,
      yields: false,
      relayOnly: false,
      ...change(second),
    })
    watch = verdict.watch
    if (verdict.action !== 'none') decided.push({ at: second, action: verdict.action })
  }
  return { ...verdict, decided, watch }
}

const rebuilding = (watch: Watch) => replaced(attempted(watch, watch.atMs, 0), watch.atMs)

describe('a link that works', () => {
  it('is left alone', () => {
    expect(play(60, () => ({}))).toMatchObject({ decided: [], health: 'ok' })
  })

  it('is left alone while nothing is expected and nothing comes', () => {
    const quiet = { audio: 0, video: 0, expected: { audio: false, video: false } }
    expect(play(60, () => quiet)).toMatchObject({ decided: [], health: 'ok' })
  })

  it('gets time to deliver when a camera is switched on', () => {
    const { decided } = play(20, (second) =>
      second < 15 ? { video: 0, expected: { audio: true, video: false } } : { video: second < 20 ? 0 : 5 },
    )
    expect(decided).toEqual([])
  })
})

it('misses nothing between two looks that are close together', () => {
  const { watch } = play(20, () => ({}))
  const again = { ...failing(20_010), connection: 'connected', audio: 1_000, video: 300 } as const
  const frozen = play(3, (second) => ({ audio: 1_000 + second * 50, video: 300 }), watch)
  expect(judge(watch, again)).toMatchObject({ health: 'ok' })
  const { watch: late } = frozen
  const close = { ...again, atMs: late.atMs + 10, audio: late.audio.count }
  expect(judge(late, close)).toMatchObject({ health: 'unstable', lacks: 'picture', why: 'silent' })
})

describe('a link that never comes up', () => {
  it.each(['new', 'connecting'] as const)('is rebuilt after 8 s in %s', (connection) => {
    expect(play(8, () => ({ connection, audio: 0, video: 0 })).decided).toEqual([
      { at: 8, action: 'rebuild' },
    ])
  })

  it('is measured from the answer, not from the offer', () => {
    const late = { connection: 'connecting', settledAtMs: 5_000, audio: 0, video: 0 } as const
    expect(play(12, () => late).decided).toEqual([])
    expect(play(13, () => late).decided).toEqual([{ at: 13, action: 'rebuild' }])
  })

  it('waits while the other side cannot answer', () => {
    const gone = { connection: 'connecting', reachable: false, audio: 0, video: 0 } as const
    expect(play(60, () => gone).decided).toEqual([])
  })
})

describe('a connected link without media', () => {
  const quiet = (second: number) => (second > 3 ? { audio: 150, video: 45 } : {})

  it('looks for another way after 2.5 s without packets, once, and is rebuilt after 8 s', () => {
    expect(play(12, quiet).decided.slice(0, 2)).toEqual([
      { at: 7, action: 'restartIce' },
      { at: 11, action: 'rebuild' },
    ])
  })

  it('leaves the first try to the side that made it', () => {
    const { decided } = play(8, (second) => ({ ...quiet(second), yields: true }))
    expect(decided).toEqual([{ at: 8, action: 'restartIce' }])
    const { watch } = play(6, quiet)
    expect(play(4, () => ({ audio: 150, video: 45, yields: true }), restarted(watch, 6_500)).decided).toEqual(
      [],
    )
  })

  it('is rebuilt when sound comes and the picture does not', () => {
    expect(play(8, () => ({ video: 0 })).decided).toEqual([{ at: 8, action: 'rebuild' }])
  })

  it('is not interrupted a third time for one missing kind', () => {
    let watch = newWatch(0)
    for (let attempt = 0; attempt < 2; attempt++) {
      const { decided, watch: after } = play(8, () => ({ video: 0 }), watch)
      expect(decided).toHaveLength(1)
      watch = rebuilding(after)
    }
    expect(play(60, () => ({ video: 0 }), watch)).toMatchObject({
      decided: [],
      health: 'unstable',
      lacks: 'picture',
      why: 'silent',
    })
  })

  it('says after two rebuilds that there is no sound, and goes on listening', () => {
    const silent = { audio: 0, video: 0, expected: { audio: true, video: false } }
    let watch = newWatch(0)
    for (let attempt = 0; attempt < 2; attempt++) watch = rebuilding(play(8, () => silent, watch).watch)
    expect(play(60, () => silent, watch)).toMatchObject({ decided: [], health: 'unstable', lacks: 'sound' })
    expect(play(12, () => ({}), watch)).toMatchObject({ health: 'ok', watch: { silences: 0 } })
  })
})

describe('a broken link', () => {
  it('gets an ICE restart after 2.5 s without packets, and a rebuild 6 s later', () => {
    const { decided } = play(20, (second) =>
      second > 5 ? { connection: 'disconnected', audio: 250, video: 75 } : {},
    )
    expect(decided.slice(0, 2)).toEqual([
      { at: 9, action: 'restartIce' },
      { at: 15, action: 'rebuild' },
    ])
  })

  it('is left alone while packets still come', () => {
    expect(play(20, () => ({ connection: 'disconnected' })).decided).toEqual([])
  })

  it('is rebuilt at once when it failed', () => {
    expect(play(1, () => ({ connection: 'failed' })).decided).toEqual([{ at: 1, action: 'rebuild' }])
  })

  it('backs off and never gives up', () => {
    let watch = newWatch(0)
    const waits: number[] = []
    for (let attempt = 0; attempt < 12; attempt++) {
      const from = watch.atMs
      let after = watch
      for (let second = 1; ; second++) {
        const turn = play(second, () => ({ connection: 'failed', audio: 0, video: 0 }), watch)
        if (turn.decided.length === 0) continue
        after = turn.watch
        break
      }
      waits.push(after.atMs - from)
      watch = rebuilding(after)
    }
    expect(waits.slice(1, 6)).toEqual(backoffMs)
    expect(waits.slice(6)).toEqual(Array(6).fill(15_000))
    expect(judge(watch, failing(watch.atMs + 1_000)).health).toBe('failed')
  })

  it('stretches the wait by chance, so that a call does not try again all at once', () => {
    const tired = { ...newWatch(0), attempts: 5, rebuiltAtMs: 0, luck: 1 }
    const failed = { connection: 'failed', audio: 0, video: 0 } as const
    expect(play(22, () => failed, tired).decided).toEqual([])
    expect(play(23, () => failed, tired).decided).toEqual([{ at: 23, action: 'rebuild' }])
  })

  it('tries the relay alone at the third rebuild in a row, and everything at the next', () => {
    const relayed = [0, 1, 2, 3, 4].map((attempts) => triesRelay({ ...newWatch(0), attempts }))
    expect(relayed).toEqual([false, false, false, true, false])
  })

  it('is not given up for the moment an ICE restart takes on a link that is old', () => {
    const { watch } = play(60, () => ({}))
    const between = { connection: 'connecting', audio: 3_000, video: 900, settledAtMs: 0 } as const
    expect(play(7, () => between, restarted(watch, 60_000)).decided[0]).toEqual({ at: 6, action: 'rebuild' })
    expect(play(7, () => between, watch).decided).toEqual([])
  })

  it('starts the ladder anew after steady media', () => {
    const tired = { ...newWatch(0), attempts: 4, rebuiltAtMs: 0 }
    expect(play(9, () => ({}), tired).watch.attempts).toBe(4)
    expect(play(12, () => ({}), tired).watch.attempts).toBe(0)
  })
})

it('does not blame the link for the time the machine slept', () => {
  const { watch } = play(20, () => ({}))
  const woken = { ...failing(3_600_000), connection: 'connected', audio: 1_000, video: 300 } as const
  expect(judge(watch, woken).action).toBe('none')
})

const failing = (atMs: number): Sample => ({
  atMs,
  connection: 'failed',
  settledAtMs: 0,
  audio: 0,
  video: 0,
  expected: { audio: true, video: true },
  reachable: true,
  yields: false,
  relayOnly: false,
})
