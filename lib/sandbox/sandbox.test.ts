import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { constants, getPriority } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { failureOf } from '#lib/failure.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { picture } from '../../tests/forms.ts'
import { openSandbox, type Sandbox } from './open.ts'

const folder = temporaryFolder('sandbox')
const open = new Set<Sandbox>()
const opened = (...args: Parameters<typeof openSandbox>) => {
  const sandbox = openSandbox(...args)
  open.add(sandbox)
  return sandbox
}
afterAll(() => {
  for (const sandbox of open) sandbox.stop()
})
const here = (file: string) => new URL(file, import.meta.url)
/** A process whose `clean` does what the test says with the path it is given. */
const workerThat = (does: string): URL => {
  const file = join(temporaryFolder('worker'), 'worker.mjs')
  const body = `import { answer } from '${here('./answer.ts').href}'\nanswer({ clean: async ({ path }) => { ${does} } })`
  writeFileSync(file, body)
  return pathToFileURL(file)
}
/** For a machine that is busy with others. */
const patient = {
  patienceMs: { clean: 50_000, shrink: 50_000, drawPage: 50_000, readPage: 50_000 },
  idleMs: 60_000,
}
const quick = { patienceMs: { clean: 2_000, shrink: 300, drawPage: 300, readPage: 300 }, idleMs: 60_000 }
const asked = (path: string) => ({ path, mimeType: 'image/png' })
const box = { width: 720, height: 720 }
const save = (name: string, bytes: Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
/** Flat, so small as a file; whole, it takes some hundred megabytes. */
const large = save(
  'large.avif',
  await sharp({ create: { width: 4_000, height: 3_000, channels: 3, background: 'teal' } })
    .avif({ effort: 0 })
    .toBuffer(),
)
const isGone = (pid: number) => {
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}

describe('a page', { timeout: 60_000 }, () => {
  test.each([
    '<b>',
    '<svg>',
    '</z>',
    '<noscript>',
    '<template></noscript>',
    '<meta charset',
    '<p><form></br>',
    '<svg></foreignObject>',
  ])('of nothing but %s makes nobody wait', async (text) => {
    const sandbox = opened(() => undefined, undefined, patient)
    const before = process.threadCpuUsage()
    const body = Buffer.from(text.repeat(1_048_576 / text.length))
    expect(await sandbox.readPage('ana', { body, contentType: 'text/html' })).toBeNull()
    // Of this thread's own time, whatever else the machine does.
    const { user, system } = process.threadCpuUsage(before)
    expect((user + system) / 1_000).toBeLessThan(2_000)
    sandbox.stop()
  })
})

describe('a picture', { timeout: 60_000 }, () => {
  test('that is large costs the server no memory, and its process goes when its time is up', async () => {
    const sandbox = opened(() => undefined, undefined, patient)
    const before = process.memoryUsage.rss()
    const shrunk = await Promise.all(
      ['ana', 'bob', 'ana'].map((whose, at) =>
        sandbox.shrink(whose, { from: large, to: join(folder, `${at}.webp`), box }),
      ),
    )
    expect(shrunk).toEqual(Array(3).fill({ width: 720, height: 540 }))
    expect((process.memoryUsage.rss() - before) / 1e6).toBeLessThan(150)
    const hasty = opened(() => undefined, here('./worker.ts'), quick)
    const ended = hasty.shrink('ana', { from: large, to: join(folder, 'none.webp'), box })
    await expect(ended).rejects.toMatchObject({ code: 'invalid_input', message: /too long/ })
  })

  test('with more pixels than decoding it allows is not made smaller, by its header', async () => {
    const sandbox = opened(() => undefined, undefined, patient)
    const wide = await picture('webp', 9_000, 6_000)
    const asked = { from: save('wide.webp', wide), to: join(folder, 'wide'), box }
    expect(await sandbox.shrink('ana', asked)).toBeNull()
  })

  test('of somebody is not made to wait behind a hundred of another', async () => {
    const sandbox = opened(() => undefined, undefined, patient)
    const path = save('some.png', await picture('png', 800, 600))
    let done = 0
    const shrink = async (whose: string, at: number) => {
      await sandbox.shrink(whose, { from: path, to: join(folder, `some-${at}`), box })
      return ++done
    }
    const hundred = Array.from({ length: 100 }, (_, at) => shrink('ana', at))
    expect(await shrink('bob', 100)).toBeLessThan(20)
    await Promise.all(hundred)
  })

  test('whose asker has gone does not hold up the next', async () => {
    const sandbox = opened(
      () => undefined,
      workerThat("if (path === 'long') await new Promise(() => {}); return path"),
    )
    const leave = new AbortController()
    const left = sandbox.clean('ana', asked('long'), leave.signal)
    const waiting = sandbox.clean('ana', asked('long'), leave.signal)
    leave.abort(new Error('gone'))
    await expect(left).rejects.toThrow('gone')
    await expect(waiting).rejects.toThrow('gone')
    expect(await sandbox.clean('ana', asked('short'))).toBe('short')
  })
})

describe('a process', { timeout: 60_000 }, () => {
  test('that takes too long is ended, and a fresh one does the next piece of work', async () => {
    const file = workerThat("if (path === 'spin') for (;;); return process.pid")
    const sandbox = opened(() => undefined, file, quick)
    await expect(sandbox.clean('ana', asked('spin'))).rejects.toMatchObject({ code: 'invalid_input' })
    expect(await sandbox.clean('ana', asked(''))).toEqual(expect.any(Number))
  })

  test('gives WebAssembly so much memory and no more, since nobody can look while that works', async () => {
    const grow =
      'const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536 }); const grown = (pages) => { try { memory.grow(pages); return true } catch { return false } }; return [grown(3_000), grown(4_000)]'
    const sandbox = opened(() => undefined, workerThat(grow))
    expect(await sandbox.clean('ana', asked(''))).toEqual([true, false])
  })

  test('that takes too much memory is ended, with the same words', async () => {
    const grow =
      'const all = []; for (;;) { all.push(Buffer.alloc(50_000_000, 1)); await new Promise((go) => setTimeout(go, 10)) }'
    const sandbox = opened(() => undefined, workerThat(grow))
    await expect(sandbox.clean('ana', asked(''))).rejects.toMatchObject({
      code: 'invalid_input',
      message: /too much memory/,
    })
  })

  test('that still holds much memory gets no other work', async () => {
    const file = workerThat(
      "globalThis.held ??= Buffer.alloc(path === 'hold' ? 300_000_000 : 1, 1); return process.pid",
    )
    const sandbox = opened(() => undefined, file, patient)
    const held = await sandbox.clean('ana', asked('hold'))
    const next = await sandbox.clean('ana', asked(''))
    expect(next).not.toBe(held)
    expect(await sandbox.clean('ana', asked(''))).toBe(next)
  })

  test('that dies in the middle interrupts its own work alone', async () => {
    const file = workerThat("if (path === 'die') process.kill(process.pid, 'SIGKILL'); return 'done'")
    const sandbox = opened(() => undefined, file)
    const both = [sandbox.clean('ana', asked('die')), sandbox.clean('bob', asked(''))]
    const [died, done] = await Promise.allSettled(both)
    expect(died).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } })
    expect(done).toEqual({ status: 'fulfilled', value: 'done' })
    expect(await sandbox.clean('ana', asked(''))).toBe('done')
  })

  test('fails as what failed, without the words it failed with, and goes on', async () => {
    const file = workerThat("if (path === 'fail') throw new TypeError('quoted'); return process.pid")
    const sandbox = opened(() => undefined, file)
    const pid = await sandbox.clean('ana', asked(''))
    const failure = await sandbox.clean('ana', asked('fail')).catch(failureOf)
    expect(failure).toMatchObject({ name: 'TypeError' })
    expect(JSON.stringify(failure)).toContain('worker.mjs')
    expect(JSON.stringify(failure)).not.toContain('quoted')
    expect(await sandbox.clean('ana', asked('')), 'the same one').toBe(pid)
  })

  test('knows nothing of the environment, and gives way', async () => {
    const file = workerThat('return [process.pid, Object.keys(process.env)]')
    const sandbox = opened(() => undefined, file)
    const [pid, names] = (await sandbox.clean('ana', asked(''))) as unknown as [number, string[]]
    expect(names.filter((name) => !/^(NODE_ENV|NODE_CHANNEL|VIPS_WARNING|__CF)/.test(name))).toEqual([])
    expect(getPriority(pid)).toBe(constants.priority.PRIORITY_BELOW_NORMAL)
    if (process.platform === 'linux')
      expect(readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8').trim()).toBe('500')
  })

  test('ends when nobody has asked for a while, and with the sandbox', async () => {
    const file = workerThat("if (path === 'long') await new Promise(() => {}); return process.pid")
    const sandbox = opened(() => undefined, file, {
      ...quick,
      patienceMs: { ...quick.patienceMs, clean: 20_000 },
      idleMs: 20,
    })
    const pid = (await sandbox.clean('ana', asked(''))) as unknown as number
    await expect.poll(() => isGone(pid), { timeout: 10_000 }).toBe(true)
    const running = sandbox.clean('ana', asked('long'))
    const waiting = sandbox.clean('ana', asked('long'))
    sandbox.stop()
    await expect(running).rejects.toMatchObject({ code: 'unavailable' })
    await expect(waiting).rejects.toMatchObject({ code: 'unavailable' })
  })

  test('ends with the server, however that ends and whatever is being done', async () => {
    const lines = createServer().listen(0, '127.0.0.1')
    await once(lines, 'listening')
    const { port } = lines.address() as { port: number }
    const file = workerThat(
      "const { connect } = await import('node:net'); connect(Number(path), '127.0.0.1'); await new Promise(() => {})",
    )
    const server = join(folder, 'server.mjs')
    writeFileSync(
      server,
      `import { openSandbox } from '${here('./open.ts').href}'
       await openSandbox(console.error, new URL('${file.href}')).clean('ana', { path: '${port}', mimeType: '' })`,
    )
    const parent = spawn(process.execPath, [server], { stdio: 'inherit', cwd: fileURLToPath(here('../..')) })
    const [line] = await once(lines, 'connection')
    line.resume()
    const closed = once(line, 'close')
    parent.kill('SIGKILL')
    await closed
    lines.close()
  })
})
