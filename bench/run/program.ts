import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort, start, stop, temporaryFolder } from '../../scripts/tools/program.ts'
import { question, type Told } from './inside.ts'

export type Running = {
  port: number
  dataDir: string
  /** What starting took, until `/readyz`. */
  readyMs: number
  tell: () => Promise<Told>
  stop: () => Promise<void>
}

const cores = availableParallelism()
const canPin = cores > 1 && spawnSync('taskset', ['--version']).error === undefined

/** Who measures stays on the first core; servers have the others. */
export function stayOnFirstCore(): void {
  if (canPin) spawnSync('taskset', ['-a', '-c', '-p', '0', `${process.pid}`])
}

/**
 * Starts a server on one core where that can be had, and waits until it is ready. `script` is what Node runs
 * in `folder`; `core` counts from the last one.
 */
export async function run(
  script: string,
  {
    folder = process.cwd(),
    core = 0,
    settings = {},
    isQuiet = false,
  }: {
    folder?: string
    core?: number | 'any'
    settings?: Record<string, string>
    /** What it says is not shown, unless it is a fault. */
    isQuiet?: boolean
  },
): Promise<Running> {
  const port = await freePort()
  const dataDir = settings.DATA_DIR ?? temporaryFolder('bench')
  const pin = canPin && core !== 'any' ? ['taskset', '-c', `${Math.max(0, cores - 1 - core)}`] : []
  const inside = new URL('./inside.ts', import.meta.url).href
  const [program = '', ...args] = [...pin, process.execPath, `--import=${inside}`, script]
  const env = { ...process.env, ...settings, PORT: `${port}`, DATA_DIR: dataDir, HOST: '127.0.0.1' }
  const began = performance.now()
  const child = start(program, args, {
    cwd: folder,
    stdio: ['ignore', isQuiet ? 'ignore' : 'inherit', 'inherit', 'ipc'],
    env: { ...env, NODE_ENV: 'production' },
  })
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}`)
    await pause(10)
  }
  const readyMs = performance.now() - began

  const tell = async (): Promise<Told> => {
    const told = once(child, 'message')
    child.send(question)
    return (await told)[0]
  }
  return { port, dataDir, readyMs, tell, stop: () => stop(child) }
}

const isReady = (port: number) =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  )
