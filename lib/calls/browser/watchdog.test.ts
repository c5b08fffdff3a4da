import { describe, expect, it } from 'vitest'
import { attempted, backoffMs, judge, newWatch, replaced, type Sample, type Watch } from './watchdog.ts'

/** Plays one sample a second and returns what was decided when. `change` may alter the sample of a second. */
function play(seconds: number, change: (second: number) => Partial<Sample>, start: Watch = newWatch(0)) {
  let watch = start
  const startMs = start.atMs
  const decided: { at: number; action: string }[] = []
  let health = ''
  for (let second = 1; second <= seconds; second++) {
    const verdict = judge(watch, {
      atMs: startMs + second * 1_000,
      connection: 'connected',
      settledAtMs: startMs,
      audio: second * 50,
      video: second * 15,
      expected: { audio: true, video: true },
      reachable: true,
      ...change(second),
    })
    ;({ watch, health } = verdict)
    if (verdict.action !== 'none') decided.push({ at: second, action: verdict.action })
  }
  return { decided, health, watch }
}

const rebuilding = (watch: Watch) => replaced(attempted(watch, watch.atMs), watch.atMs)

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
  it('is rebuilt when nothing arrives for 8 s', () => {
    expect(play(12, (second) => (second > 3 ? { audio: 150, video: 45 } : {})).decided[0]).toEqual({
      at: 11,
      action: 'rebuild',
    })
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
    expect(play(60, () => ({ video: 0 }), watch)).toMatchObject({ decided: [], health: 'unstable' })
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
})
