import { setTimeout as pause } from 'node:timers/promises'
import { findHeadless } from '../../scripts/tools/chromium.ts'
import { canMakeNetworks, makeNetworks } from '../../scripts/tools/networks.ts'
import { expectMedia, seatOf, smallCamera, test, tileOf, tiles } from '../calls.ts'
import { createRoom } from '../client.ts'
import { expect, type Person } from '../fixtures.ts'
import { startServer } from '../server.ts'

test.use({ expectedErrors: [/ERR_|WebSocket/] })

/**
 * With everybody on one machine no cable can be pulled: these need
 * networks of their own, which only root can make.
 */
if (canMakeNetworks())
  test('a call between two networks outlives silence, pulled plugs, a move and loss', async ({
    signUp,
    playwright,
    launchOptions,
  }) => {
    test.setTimeout(240_000)
    const { host, networks, lose, remove } = makeNetworks()
    const server = await startServer({ HOST: '0.0.0.0' })
    // Cameras open on safe origins alone, and this name is one, wherever it leads.
    const url = server.url.replace('0.0.0.0', 'localhost')
    const resolve = `--host-resolver-rules=MAP localhost ${host}`
    const start = async (name: string, { wrap }: (typeof networks)[number]): Promise<Person> => {
      const executablePath = wrap(findHeadless() ?? '')
      const args = [...(launchOptions.args ?? []), resolve]
      return signUp(name, url, await playwright.chromium.launch({ executablePath, args }))
    }
    const [home, office] = networks
    const callers = [await start('Ana', home), await start('Bob', office)]
    const [ana, bob] = callers
    if (!ana || !bob) throw new Error('nobody came')
    try {
      const room = await createRoom(ana.program, [bob.program], { name: 'Bridge', type: 'video' })
      for (const caller of callers) {
        await caller.page.addInitScript(smallCamera)
        await caller.page.goto(`/rooms/${room.id}`)
        await caller.joinsCall()
      }
      await expectMedia(callers)
      const seats = await Promise.all(callers.map(seatOf))

      await test.step('nothing passes, and nobody is told', async () => {
        lose(100)
        await expect(tileOf(ana, bob).getByText('Reconnecting')).toBeVisible()
        lose(0)
        await expectMedia(callers)
      })
      await test.step('the plug is out for 25 s, longer than browsers wait', async () => {
        home.plug('down')
        await pause(25_000)
        home.plug('up')
        await expectMedia(callers)
      })
      await test.step('one side moves to another address', async () => {
        home.move()
        await expectMedia(callers)
      })
      await test.step('every fifth packet is lost', async () => {
        lose(20)
        await expectMedia(callers)
        lose(0)
      })
      for (const caller of callers) await expect(tiles(caller)).toHaveCount(2)
      expect(await Promise.all(callers.map(seatOf))).toEqual(seats)
    } finally {
      for (const { page } of callers) await page.context().browser()?.close()
      await server.stop()
      remove()
    }
  })
