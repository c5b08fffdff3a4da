import { expectMedia, links, reportOf, seatOf, test } from '../calls.ts'
import { expect, type Person } from '../fixtures.ts'

const link = async (caller: Person) => {
  const [only] = await links(caller)
  if (!only) throw new Error(`${caller.name} has no link`)
  return only
}
/** What the call of somebody asks for of the other's camera, as its layout does. */
const want = ({ page }: Person, other: string, shown: { height: number; pinned: boolean } | null) =>
  page.evaluate(([id, wish]) => window.__rooms?.want(id, 'camera', wish), [other, shown] as const)

test('a picture that is not shown is not sent, a new network is found without another negotiation, and a report tells of both, and nobody by name', async ({
  gather,
}) => {
  test.setTimeout(240_000)
  const { callers } = await gather(['Ana', 'Bob'])
  const [ana, bob] = callers
  if (!ana || !bob) throw new Error('nobody came')
  for (const caller of callers) await caller.joinsCall()
  await expectMedia(callers)
  const anaSeat = (await seatOf(ana)) ?? ''
  const { epoch } = await link(bob)

  await test.step('one score for both ends', async () => {
    const scores = async () => (await Promise.all(callers.map(link))).map(({ score }) => score)
    await expect
      .poll(async () => {
        const [here, there] = await scores()
        return here === there ? typeof here : `${here} and ${there}`
      })
      .toBe('number')
  })

  await test.step('hidden: no picture leaves, and nobody misses it', async () => {
    await want(bob, anaSeat, null)
    await expect.poll(async () => (await link(ana)).sent.camera).toMatchObject({ kbps: 0 })
    await expect.poll(async () => (await link(ana)).sent.microphone.kbps).toBeGreaterThan(0)
    await expectMedia([bob, ana], { picture: false })
    // Longer than a picture that is expected may be missing.
    const { frames } = (await link(bob)).received.camera
    const energy = (await link(bob)).received.microphone.energy
    await expect.poll(async () => (await link(bob)).received.microphone.energy - energy).toBeGreaterThan(0)
    await expect
      .poll(() => link(bob))
      .toMatchObject({ health: 'ok', lacks: null, received: { camera: { frames } } })
  })

  await test.step('shown small: fewer lines', async () => {
    await want(bob, anaSeat, { height: 90, pinned: false })
    await expect.poll(async () => (await link(ana)).sent.camera.height).toBeGreaterThan(0)
    await expect.poll(async () => (await link(ana)).sent.camera.height).toBeLessThan(180)
    await expectMedia(callers)
  })

  await test.step('on a new network either end looks for the way again, with fresh credentials', async () => {
    for (const caller of callers) {
      let fresh = 0
      caller.page.on('response', (answer) => {
        if (answer.url().endsWith('/ice-servers') && answer.ok()) fresh++
      })
      // Credentials that are seconds old are not asked for again.
      const search = async () => {
        await caller.page.evaluate(() => window.dispatchEvent(new Event('online')))
        return fresh
      }
      await expect.poll(search).toBeGreaterThan(0)
      const repairs = (await reportOf(caller))?.links[0]?.repairs
      expect(repairs?.at(-1)).toMatchObject({ what: 'restartIce', why: 'network' })
    }
    await expectMedia(callers)
  })
  for (const caller of callers)
    await expect.poll(() => link(caller)).toMatchObject({ epoch, mLines: 5, health: 'ok' })
  await expect.poll(() => link(bob)).toMatchObject({ why: null, pair: { local: 'host' } })

  await test.step('the report', async () => {
    const read = () => reportOf(ana)
    await expect.poll(async () => (await read())?.links[0]?.pages.at(-1)?.path?.protocol).toBe('udp')
    const report = await read()
    expect(report).toMatchObject({ people: 2, phase: 'in', cutOff: false })
    const text = JSON.stringify(report)
    for (const caller of callers) expect(text).not.toContain(caller.program.user.name)
    expect(text).not.toMatch(/\d+\.\d+\.\d+\.\d+|\.local/)
  })
})
