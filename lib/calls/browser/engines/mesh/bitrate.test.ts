import { describe, expect, it } from 'vitest'
import { type Caps, caps, type Sending } from './bitrate.ts'
import type { Wants } from './channel-messages.ts'

const nothingSaid = (people: number): Wants[] => Array.from({ length: people - 1 }, () => ({}))
const call = (people: number, more: Partial<Sending> = {}, links = nothingSaid(people)): Caps[] =>
  caps({ people, sharing: false, cameraHeight: 720, screenHeight: 1_080, down: 0, ...more }, links)
const one = (people: number, more: Partial<Sending> = {}) => first(call(people, more))
const first = ([caps]: Caps[]): Caps => {
  if (!caps) throw new Error('no link')
  return caps
}
const camera = (height: number, pinned = false): Wants => ({ camera: { height, pinned } })

describe('caps of a link', () => {
  it.each([
    [2, 1_500_000, 1],
    [3, 800_000, 1.5],
    [4, 500_000, 2],
    [6, 250_000, 3],
  ])('gives each of %i people their row of the table', (people, maxBitrate, scaleResolutionDownBy) => {
    expect(one(people).camera).toMatchObject({ active: true, maxBitrate, scaleResolutionDownBy })
  })

  it('stays within the uplink, whatever the number of people and whatever they want', () => {
    for (let people = 2; people <= 8; people++) {
      for (const sharing of [false, true]) {
        for (const links of [nothingSaid(people), nothingSaid(people).map((_, at) => camera(700, at < 2))]) {
          const all = call(people, { sharing }, links).reduce(
            (sum, { camera, screen }) => sum + camera.maxBitrate + (sharing ? screen.maxBitrate : 0),
            0,
          )
          expect(all).toBeLessThanOrEqual(sharing ? 2_750_000 : 2_500_000)
        }
      }
    }
  })

  it('never enlarges a small camera', () => {
    expect(one(2, { cameraHeight: 180 }).camera.scaleResolutionDownBy).toBe(1)
    expect(one(4, { cameraHeight: 480 }).camera.scaleResolutionDownBy).toBeCloseTo(4 / 3)
  })

  it('lets cameras make room for a shared screen, and keeps the screen sharp', () => {
    expect(one(3, { sharing: true }).camera.maxBitrate).toBeLessThan(one(3).camera.maxBitrate)
    expect(one(3, { sharing: true }).screen).toMatchObject({
      maxBitrate: 750_000,
      degradationPreference: 'maintain-resolution',
    })
  })
})

describe('what the other end wants', () => {
  it('sends nothing that is not shown, and sound all the same', () => {
    const hidden = first(call(2, {}, [{ camera: null, screen: null }]))
    expect([hidden.camera.active, hidden.screen.active]).toEqual([false, false])
    expect([hidden.microphone.active, hidden.screenAudio.active]).toEqual([true, true])
  })

  it('gives what a hidden screen does not need to those who look at it', () => {
    const [, looking] = call(3, { sharing: true }, [{ screen: null }, {}])
    expect(looking?.screen.maxBitrate).toBe(1_500_000)
  })

  it('sends no more lines than are shown, and fewer bits for them', () => {
    const small = first(call(2, {}, [camera(170)])).camera
    expect(small).toMatchObject({ scaleResolutionDownBy: 4 })
    expect(small.maxBitrate).toBeLessThan(200_000)
    expect(first(call(2, {}, [{ screen: { height: 270, pinned: false } }])).screen).toMatchObject({
      scaleResolutionDownBy: 1_080 / 300,
    })
  })

  it('does not start anew for every pixel of a window that is resized', () => {
    expect(call(2, {}, [camera(310)])).toEqual(call(2, {}, [camera(345)]))
  })

  it('gives a pinned picture more than the others get', () => {
    const [pinned, plain] = call(6, {}, [camera(700, true), ...Array.from({ length: 4 }, () => camera(700))])
    expect(pinned?.camera.maxBitrate).toBe(500_000)
    expect(pinned?.camera.scaleResolutionDownBy).toBe(2)
    expect(plain?.camera.maxBitrate).toBe(250_000)
  })

  it('gives the larger of two the larger share', () => {
    const [large, small] = call(3, {}, [camera(480), camera(120)])
    expect(large?.camera.maxBitrate).toBeGreaterThan(2 * (small?.camera.maxBitrate ?? 0))
  })
})

it('spares a slow machine row by row, and never the sound', () => {
  expect(one(2, { down: 2 }).camera).toEqual(one(4).camera)
  expect(one(2, { down: 9 }).camera.scaleResolutionDownBy).toBe(4)
  expect(one(2, { down: 9 }).microphone).toEqual(one(2).microphone)
})
