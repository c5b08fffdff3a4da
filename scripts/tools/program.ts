import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const running = new Set<ChildProcess>()
const folders = new Set<string>()
const undone = new Set<() => Promise<unknown>>()
let guarded = false

/** Nothing started or written here may outlive this process, however it ends. */
function guard() {
  if (guarded) return
  guarded = true
  process.on('exit', () => {
    for (const child of running) child.kill('SIGKILL')
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, async () => {
      await Promise.allSettled([...undone].map((undo) => undo()))
      process.exit(1)
    })
}

/** What takes time to undo is undone before a signal ends this process, too. Gives the way to do it now. */
export function beforeEnding(undo: () => Promise<unknown>): () => Promise<void> {
  guard()
  undone.add(undo)
  return async () => {
    undone.delete(undo)
    await undo()
  }
}

export function temporaryFolder(name: string): string {
  guard()
  const folder = mkdtempSync(join(tmpdir(), `rooms-${name}-`))
  folders.add(folder)
  return folder
}

export function start(program: string, args: string[], options: SpawnOptions = {}): ChildProcess {
  guard()
  const child = spawn(program, args, { stdio: 'ignore', ...options })
  running.add(child)
  child.once('exit', () => running.delete(child))
  return child
}

/** Asks the program to stop, insists after ten seconds, and resolves when it is gone. */
export async function stop(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  const insist = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await gone
  clearTimeout(insist)
}

/**
 * Makes a program and all it has started stand still, without closing anything it has open. Gives how they
 * go on.
 */
export function freeze({ pid = 0 }: ChildProcess): () => void {
  const asked = spawnSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' })
  const own = asked.stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child = 0, parent]) => (parent === pid ? [child] : []))
  const tell = (signal: NodeJS.Signals) => {
    for (const one of [pid, ...own])
      try {
        process.kill(one, signal)
      } catch {
        // Gone since.
      }
  }
  tell('SIGSTOP')
  return () => tell('SIGCONT')
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

const accepts = async (port: number): Promise<boolean> => {
  const socket = createConnection(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** Resolves when the program takes connections; rejects when it ended instead, or after 20 s. */
export async function whenListening(child: ChildProcess, port: number): Promise<void> {
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(25)) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}`)
    if (await accepts(port)) return
  }
  throw new Error(`${child.spawnfile} does not listen on port ${port}`)
}
