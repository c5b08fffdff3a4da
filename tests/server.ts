import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort, start, stop, temporaryFolder } from '../scripts/tools/program.ts'

/** A real server process of this project. */
export type Server = {
  url: string
  dataDir: string
  process: ChildProcess
  /** What it has logged so far. */
  log: () => string
  /** Of that, what stands on stdout. */
  stdout: () => string
  /** As an operator stops it: SIGTERM; gives the exit code. */
  stop: () => Promise<number | null>
  /** As a power cut stops it. */
  kill: () => Promise<void>
}

/**
 * Starts the built server of a checkout on a free loopback port and waits until it
 * is ready. Settings as in the environment.
 */
export async function startServer(
  settings: Record<string, string> = {},
  checkout = process.cwd(),
): Promise<Server> {
  const port = Number(settings.PORT ?? (await freePort()))
  const host = settings.HOST ?? '127.0.0.1'
  const dataDir = settings.DATA_DIR ?? temporaryFolder('server')
  const child = start(process.execPath, ['server.ts'], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: '',
      LOG_LEVEL: 'warn',
      // Out of the way, unless the test is about them.
      LIMIT_ROOMS_PER_10MIN: '100000',
      LIMIT_ADDITIONS_PER_10MIN: '100000',
      LIMIT_REQUESTS_PER_10S: '100000',
      LIMIT_REQUESTS_PER_10S_PER_ADDRESS: '100000',
      LIMIT_PAGES_PER_10S_PER_ADDRESS: '100000',
      DRAIN_MS: '0',
      HOST: host,
      ...settings,
      PORT: String(port),
      DATA_DIR: dataDir,
    },
  })
  let log = ''
  let stdout = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text
      if (stream === child.stdout) stdout += text
    })
  const url = `http://${host}:${port}`
  for (const end = Date.now() + 30_000; !(await isReady(url)); await pause(50)) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}:\n${log}`)
    if (Date.now() > end) throw new Error(`The server is not ready after 30 s:\n${log}`)
  }
  return {
    url,
    dataDir,
    process: child,
    log: () => log,
    stdout: () => stdout,
    stop: async () => {
      await stop(child)
      return child.exitCode
    },
    kill: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
    (answer) => answer.ok,
    () => false,
  )
