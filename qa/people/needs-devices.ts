import { test } from '@playwright/test'

type Here = { browserName: string; instance: { url: string } }

/** Ends a flow that needs camera and microphone where the browser gives none, and says why. */
export function needsDevices({ browserName, instance }: Here): void {
  const { protocol, hostname } = new URL(instance.url)
  const isSafe = protocol === 'https:' || /^(localhost|127\.|\[::1\])/.test(hostname)
  test.skip(!isSafe, 'browsers give camera and microphone to https pages alone')
  test.skip(browserName === 'webkit', 'this WebKit has no camera that could be made up')
}
