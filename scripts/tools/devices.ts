/** Fake devices: every camera shows a moving pattern, every microphone beeps once a second. */
const devicesAndQuiet = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** How a Chromium with fake devices is launched. */
export const withDevices = (executablePath: string | undefined) => ({
  ...(executablePath && { executablePath }),
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...devicesAndQuiet],
})
