import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Refusal, revived } from '#lib/errors.ts'
import { asError } from '#lib/failure.ts'
import type { Asked, Said } from './protocol.ts'

export type Child = {
  /**
   * One piece of work at a time. Rejects with a Refusal: of the decoder, or one that says how
   * the process ended; it ends with the signal.
   */
  run: (name: string, input: unknown, signal: AbortSignal) => Promise<unknown>
  alive: () => boolean
  end: () => void
}
type Waiting = { resolve: (answer: unknown) => void; reject: (error: Error) => void }

const heapMib = 256
/** Of 64 KiB each. A module that works does not let the process look at itself (answer.ts). */
const wasmPages = 6_400

/** Starts a process of the sandbox. It gets no secrets of the environment and no open files. */
export function startChild(file: URL, hear: (words: string) => void): Child {
  const child = fork(fileURLToPath(file), [], {
    // libvips is not to tell the log what is wrong with pictures.
    env: { NODE_ENV: 'production', VIPS_WARNING: '0' },
    execArgv: [`--max-old-space-size=${heapMib}`, `--wasm-max-mem-pages=${wasmPages}`],
    // Bytes go over as bytes.
    serialization: 'advanced',
    // What a library prints may quote what people sent: lines for the log come as notes.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  let waiting: Waiting | null = null
  let ending: Refusal | null = null
  let gone = false
  giveWay(child.pid)
  rest()

  /** A process without work does not keep this one alive. */
  function rest() {
    child.unref()
    child.channel?.unref()
  }
  function end(why = interrupted()) {
    ending ??= why
    gone = true
    child.kill('SIGKILL')
  }
  function over() {
    gone = true
    settle(({ reject }) => reject(ending ?? interrupted()))
  }
  function settle(how: (asker: Waiting) => void) {
    const asker = waiting
    waiting = null
    rest()
    if (asker) how(asker)
  }

  child.on('message', (said: Said) => {
    if (said === 'tooMuch') end(tooMuch())
    else if ('note' in said) hear(said.note)
    else {
      if (said.spent) end()
      settle(({ resolve, reject }) => {
        if ('answer' in said) resolve(said.answer)
        else if ('refusal' in said) reject(revived(said.refusal))
        else reject(asError(said.failure))
      })
    }
  })
  child.on('exit', (code, signal) => {
    if (!ending) hear(`A process of the sandbox ended: ${code ?? signal}`)
    over()
  })
  child.on('error', () => {
    // What could not be sent was sent to a process that ended; one that could not be started never exits.
    end()
    if (child.pid === undefined) over()
  })

  return {
    alive: () => !gone,
    end,
    run: (name, input, signal) =>
      new Promise((resolve, reject) => {
        const asker = { resolve, reject }
        const abort = () => waiting === asker && end(tooMuch())
        waiting = asker
        child.ref()
        child.channel?.ref()
        signal.addEventListener('abort', abort, { once: true })
        if (signal.aborted) abort()
        else child.send({ name, input } satisfies Asked)
      }),
  }
}

/**
 * Whoever talks comes first; but somebody waits for this, so it is not the last either. Set from here, before
 * it has threads of its own: on Linux each inherits it when it begins. Where memory runs out, Linux takes it
 * from here, and not from the server.
 */
function giveWay(pid: number | undefined) {
  if (pid === undefined) return
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
    writeFileSync(`/proc/${pid}/oom_score_adj`, '500')
  } catch {
    // It has ended already, or this is no Linux.
  }
}

const interrupted = () => new Refusal('unavailable', 'interrupted')
const tooMuch = () => new Refusal('invalid_input', 'files.tooMuchToOpen')
