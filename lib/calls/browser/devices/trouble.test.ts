import { describe, expect, it } from 'vitest'
import { english } from '#lib/words/english.ts'
import type { BrowserKind } from './browser-kind.ts'
import type { Device } from './devices.ts'
import { troubleOf, troubleWords as wordsOf } from './trouble.ts'

const named = (name: string, message = '') => new DOMException(message, name)
const troubleWords = (device: Device, error: unknown, where: BrowserKind) =>
  wordsOf(english, { [device]: troubleOf(error, where) })[device]
const chromium: BrowserKind = { browser: 'chromium', system: 'other' }
const every: BrowserKind[] = (['chromium', 'firefox', 'safari'] as const).flatMap((browser) =>
  (['android', 'ios', 'macos', 'windows', 'other'] as const).map((system) => ({ browser, system })),
)

describe('words for a device that did not open', () => {
  it.each([
    ['NotAllowedError', 'may not use your camera', 'Try devices again'],
    ['NotFoundError', 'No camera was found', 'go on without it'],
    ['OverconstrainedError', 'No camera was found', 'Plug one in'],
    ['NotReadableError', 'is busy', 'Close that program'],
    ['AbortError', 'is busy', 'Close that program'],
    ['SecurityError', 'HTTPS', 'Ask whoever runs this server'],
    ['TypeError', 'did not start', 'plug it in again'],
  ])('%s says what happened and what to do', (name, happened, todo) => {
    const words = troubleWords('camera', named(name), chromium)
    expect(words).toContain(happened)
    expect(words).toContain(todo)
  })

  it.each([
    ['chromium', 'other', 'sign left of the address and turn “Camera” on'],
    ['chromium', 'android', '“Permissions”'],
    ['firefox', 'other', 'crossed-out camera'],
    ['firefox', 'android', 'Tap the lock'],
    ['firefox', 'macos', 'System Settings → Privacy & Security → Camera'],
    ['safari', 'macos', 'Settings for This Website'],
    ['safari', 'ios', 'Website Settings'],
  ] as const)('in %s on %s a refused camera is allowed by its own way', (browser, system, way) => {
    expect(troubleWords('camera', named('NotAllowedError'), { browser, system })).toContain(way)
  })

  it.each([
    ['macos', 'Privacy & Security → Microphone'],
    ['windows', 'Privacy & security → Microphone'],
    ['android', 'Settings → Apps'],
    ['other', 'privacy settings of the system'],
  ] as const)('a system (%s) that keeps the browser out is named, with its own settings', (system, way) => {
    const error = named('NotAllowedError', 'Permission denied by system')
    const words = troubleWords('microphone', error, { browser: 'chromium', system })
    expect(words).toContain('Your system does not let the browser use your microphone')
    expect(words).toContain(way)
  })

  it('a question that was closed is asked again', () => {
    const words = troubleWords('camera', named('NotAllowedError', 'Permission dismissed'), chromium)
    expect(words).toContain('its question was closed')
  })

  it('a busy device is freed in the way of the system', () => {
    const busy = named('NotReadableError')
    expect(troubleWords('camera', busy, { browser: 'chromium', system: 'android' })).toContain('phone call')
    expect(troubleWords('camera', busy, { browser: 'firefox', system: 'windows' })).toContain(
      'Privacy & security → Camera',
    )
  })

  it.each(every)('in $browser on $system the microphone is named', (where) => {
    for (const name of ['NotAllowedError', 'NotReadableError', 'NotFoundError'])
      expect(troubleWords('microphone', named(name), where)).toMatch(/microphone/)
  })

  it('has words for what is not an error at all', () => {
    expect(troubleWords('camera', 'nonsense', chromium)).toContain('did not start')
  })
})
