import { describe, expect, it } from 'vitest'
import { caps } from './bitrate.ts'

const call = (people: number, more: { sharing?: boolean; cameraHeight?: number } = {}) =>
  caps({ people, sharing: false, cameraHeight: 720, ...more })

describe('caps of a link', () => {
  it.each([
    [2, 1_500_000, 1],
    [3, 800_000, 1.5],
    [4, 500_000, 2],
    [6, 250_000, 3],
  ])('gives each of %i people their row of the table', (people, maxBitrate, scaleResolutionDownBy) => {
    expect(call(people).camera).toMatchObject({ maxBitrate, scaleResolutionDownBy })
  })

  it('stays within the uplink, whatever the number of people', () => {
    for (let people = 2; people <= 8; people++) {
      for (const sharing of [false, true]) {
        const { camera, screen } = call(people, { sharing })
        const all = (people - 1) * (camera.maxBitrate + (sharing ? screen.maxBitrate : 0))
        expect(all).toBeLessThanOrEqual(sharing ? 2_750_000 : 2_500_000)
      }
    }
  })

  it('never enlarges a small camera', () => {
    expect(call(2, { cameraHeight: 180 }).camera.scaleResolutionDownBy).toBe(1)
    expect(call(4, { cameraHeight: 480 }).camera.scaleResolutionDownBy).toBeCloseTo(4 / 3)
  })

  it('lets cameras make room for a shared screen, and keeps the screen sharp', () => {
    expect(call(3, { sharing: true }).camera.maxBitrate).toBeLessThan(call(3).camera.maxBitrate)
    expect(call(3, { sharing: true }).screen).toMatchObject({
      maxBitrate: 750_000,
      degradationPreference: 'maintain-resolution',
    })
  })

  it('treats being alone like a call of two', () => {
    expect(call(1)).toEqual(call(2))
  })
})
