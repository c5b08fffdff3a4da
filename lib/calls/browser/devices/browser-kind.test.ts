import { expect, it } from 'vitest'
import { browserKind } from './browser-kind.ts'

const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'

it.each([
  [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/140.0.0.0 Safari/537.36`, 'chromium', 'other'],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64) ${webkit} Chrome/140.0.0.0 Safari/537.36 Edg/140`,
    'chromium',
    'windows',
  ],
  [
    `Mozilla/5.0 (Linux; Android 15; K) ${webkit} Chrome/140.0.0.0 Mobile Safari/537.36`,
    'chromium',
    'android',
  ],
  ['Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0', 'firefox', 'windows'],
  ['Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 'firefox', 'android'],
  [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/18.5 Safari/605.1.15`,
    'safari',
    'macos',
  ],
  [`Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) ${webkit} Version/18.5 Mobile Safari/604.1`, 'safari', 'ios'],
  [`Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) ${webkit} CriOS/140.0 Mobile Safari/604.1`, 'safari', 'ios'],
  [`Mozilla/5.0 (iPhone; CPU iPhone OS 18_5) ${webkit} FxiOS/140.0 Mobile Safari/604.1`, 'safari', 'ios'],
])('%s', (userAgent, browser, system) => {
  expect(browserKind({ userAgent })).toEqual({ browser, system })
})

it('an iPad that claims to be a Mac is told by its touch screen', () => {
  const userAgent = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/18.5 Safari/605.1.15`
  expect(browserKind({ userAgent, maxTouchPoints: 5 })).toEqual({ browser: 'safari', system: 'ios' })
})

it('hints are believed before the user agent', () => {
  const userAgentData = { brands: [{ brand: 'Chromium' }], platform: 'Linux' }
  expect(browserKind({ userAgent: 'Something/1.0', userAgentData })).toMatchObject({ browser: 'chromium' })
})
