import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { askInstance, logIn } from '../../qa/instance/ask.ts'
import { gather } from '../../qa/instance/crew.ts'
import { wayInto } from '../../qa/instance/ways-in.ts'
import type { Outcome } from '../../qa/report/outcome.ts'
import { readSettings } from '../../qa/settings.ts'
import { freePort, start, temporaryFolder } from '../../scripts/tools/program.ts'
import { createRoom, type Program, register } from '../client.ts'
import { sessionCookieOf, signInByForm } from '../cookie.ts'
import { startFaultyProxy } from '../faulty-proxy.ts'
import { password } from '../password.ts'
import { startServer } from '../server.ts'

/** An instance as others have it: with an administrator, and a TURN server that is none. */
async function deployed() {
  const server = await startServer({
    LIMIT_UPLOAD_BYTES: String(2 * 1_048_576),
    TURN_URLS: `turn:127.0.0.1:${await freePort()}?transport=udp`,
    TURN_SECRET: 'a secret that nobody shares',
  })
  onTestFinished(async () => void (await server.stop()))
  return { server, ada: await register(server.url, 'Ada') }
}

/** The kit as somebody runs it against an address. */
function kit(url: string, args: string[], settings: Record<string, string> = {}) {
  const folder = settings.QA_FOLDER ?? temporaryFolder('qa')
  const journal = join(folder, 'journal')
  const env = { ...process.env, BASE_URL: url, QA_FOLDER: folder, QA_JOURNAL: journal, ...settings }
  const child = start(
    process.execPath,
    ['qa/command.ts', '--browser', 'chromium', '--retries', '0', ...args],
    {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      // With a group of its own all of it can be killed, as by a machine that goes down.
      detached: true,
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  return {
    folder,
    noted: () =>
      existsSync(journal)
        ? readdirSync(journal).map((name) => readFileSync(join(journal, name), 'utf8'))
        : [],
    killed: async () => {
      process.kill(-Number(child.pid), 'SIGKILL')
      await ended
    },
    outcome: async () => {
      const code = await ended
      const file = join(folder, 'summary.json')
      const told = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Outcome) : null
      const by = (verdict: string) =>
        told?.flows
          .filter((flow) => flow.verdict === verdict)
          .map(({ area, title }) => `${area}: ${title}`) ?? []
      return {
        code,
        said,
        told,
        failed: by('not proven'),
        unchecked: by('not checked'),
        proven: by('proven'),
      }
    },
  }
}

const people = async (ada: Program) =>
  (await ada.get<{ items: { name: string }[] }>('/admin/users?state=all')).items.map(({ name }) => name)

test('the kit names each fault of an instance and of what stands before it, and leaves nothing behind', async () => {
  const { server, ada } = await deployed()
  const proxy = await startFaultyProxy(server.url, {
    dropsUpgrades: true,
    mostBytes: 1_048_576,
    sharesAnswers: true,
  })
  onTestFinished(() => proxy.stop())
  const { code, said, told, failed } = await kit(proxy.url, ['--only', 'proxy,relay,rights']).outcome()
  expect(failed, said).toEqual([
    'Proxy: WebSocket connections pass',
    'Proxy: an upload as large as the instance allows passes',
    'Relay: the TURN server passes on what it is given',
    'Rights: a stranger learns nothing of a private room',
  ])
  expect(code).toBe(1)
  const reasons = told?.flows.flatMap(({ reason }) => reason ?? []).join('\n')
  for (const words of ['drops the upgrade', '2 MiB: <h1>413', 'nothing passed', 'the room leaks'])
    expect(reasons).toContain(words)
  expect(await people(ada)).toEqual(['Ada'])
}, 300_000)

test('accounts are made as the instance allows; what cannot be checked is no failure and no proof; a killed run is cleaned up after', async () => {
  const { server, ada } = await deployed()
  await ada.http('PATCH', '/admin/settings', { registration: 'closed' })

  const shut = await kit(server.url, ['--only', 'delivery,proxy']).outcome()
  expect(shut.code, shut.said).toBe(3)
  expect(shut.failed).toEqual([])
  expect(shut.unchecked).toContain('Delivery: what two people write arrives at both, once and in order')
  expect(shut.proven).toContain('Proxy: WebSocket connections pass')
  expect(shut.said).toContain('registration is closed here')

  const admin = { QA_ADMIN_EMAIL: ada.user.email, QA_ADMIN_PASSWORD: password }
  const well = await kit(server.url, ['--only', 'delivery'], admin).outcome()
  expect([well.code, well.told?.proofs], well.said).toEqual([0, 2])
  expect(await people(ada)).toEqual(['Ada'])

  const killed = kit(server.url, ['--only', 'delivery'], admin)
  await expect.poll(async () => (await people(ada)).length, { timeout: 30_000 }).toBeGreaterThan(1)
  await killed.killed()
  expect(killed.noted().join()).toContain('"made"')
  const after = await kit(server.url, ['--clean'], { ...admin, QA_FOLDER: killed.folder }).outcome()
  expect(after.said).toMatch(/Removed \d accounts/)
  expect(await people(ada)).toEqual(['Ada'])
  expect(killed.noted()).toEqual([])
}, 300_000)

test('accounts are made by whatever leads in, and go again: an invitation, a token, cookies of a browser', async () => {
  const { server, ada } = await deployed()
  const room = await createRoom(ada)
  const { token } = await ada.post<{ token: string }>(`/rooms/${room.id}/invites`)
  await ada.http('PATCH', '/admin/settings', { registration: 'invite' })
  const folder = temporaryFolder('ways')
  const state = join(folder, 'state.json')
  const [name, value] = sessionCookieOf(await signInByForm(server.url, ada.user.email)).split(/[=;]/)
  writeFileSync(state, JSON.stringify({ cookies: [{ name, value, domain: '127.0.0.1' }], origins: [] }))
  const instance = await askInstance(server.url)
  for (const [given, told] of [
    [{ QA_INVITATION: `${server.url}/invite/${token}` }, 'made with an invitation'],
    [{ QA_ADMIN_TOKEN: ada.accessToken }, 'made by an administrator'],
    [{ QA_STORAGE_STATE: state }, 'made by an administrator'],
  ] as const) {
    const settings = readSettings({ BASE_URL: server.url, QA_JOURNAL: join(folder, 'journal'), ...given })
    const way = await wayInto(instance, settings.given)
    if ('reason' in way) throw new Error(way.reason)
    expect(way.told).toBe(told)
    const crew = gather(way, instance, settings)
    const bob = await crew.member('Bob')
    expect(await logIn(server.url, bob)).toMatchObject({ user: { name: 'QA Bob' } })
    expect(await people(ada)).toContain('QA Bob')
    await crew.leave()
    expect(await people(ada)).toEqual(['Ada'])
  }
  // What does not lead in, or is not there, is said before anything is begun.
  for (const [args, given, words] of [
    [[], { QA_ADMIN_TOKEN: 'none' }, 'Asking as an administrator: 401'],
    [['--browser', 'netscape'], {}, 'There is no browser netscape; there are chromium, phone'],
  ] as const) {
    const { code, said } = await kit(server.url, [...args], given).outcome()
    expect([code, said]).toEqual([2, expect.stringContaining(words)])
  }
}, 300_000)

test('what starts servers of its own refuses to speak for another', async () => {
  const env = { ...process.env, BASE_URL: 'https://rooms.example.org' }
  for (const args of [
    ['scripts/test.ts', 'sqlite'],
    ['node_modules/.bin/playwright', 'test', '--list'],
  ]) {
    const child = start(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += text))
    const code = await new Promise((resolve) => child.once('close', resolve))
    expect(code, args.join(' ')).not.toBe(0)
    expect(said).toContain('`npm run qa` checks an instance that runs')
  }
})
