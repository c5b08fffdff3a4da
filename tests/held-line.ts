import type { Page } from '@playwright/test'

/** A page's line to the server, in the hands of the test. To be taken before the page is opened. */
export type HeldLine = {
  /** Messages the page posts get no further than here, until `release`. */
  holdPosts: () => void
  /** Lets through what was held. */
  release: () => void
  /**
   * Nothing passes any more, in either direction, and nobody is told: as
   * after sleep, or behind a router that forgot.
   */
  deaden: () => void
  /** Breaks it, so that both ends notice. */
  cut: () => Promise<void>
  /** Whether the server takes no line: what there is breaks, and no other comes about. */
  refuse: (isRefused: boolean) => Promise<void>
  /** How often a line was opened. */
  opened: () => number
  /** How often the server took one: from then on the page knows that it is there. */
  welcomed: () => number
}

/** How Socket.IO says so: an Engine.IO message that holds CONNECT of its own protocol. */
const welcome = '40'

export async function holdLine(page: Page): Promise<HeldLine> {
  let holding = false
  let refused = false
  let opened = 0
  let welcomed = 0
  let held: (() => void)[] = []
  const lines: { dead: boolean; close: () => Promise<void> }[] = []
  await page.routeWebSocket(/\/socket\.io\//, async (ws) => {
    if (refused) return ws.close()
    const server = ws.connectToServer()
    const close = async () => {
      await ws.close()
      await server.close()
    }
    const line = { dead: false, close }
    lines.push(line)
    opened++
    ws.onMessage((frame) => {
      if (line.dead) return
      if (holding && String(frame).includes('"message:post"')) held.push(() => server.send(frame))
      else server.send(frame)
    })
    server.onMessage((frame) => {
      if (line.dead) return
      ws.send(frame)
      if (String(frame).startsWith(welcome)) welcomed++
    })
  })
  const cut = async () => {
    for (const line of lines.splice(0)) await line.close()
  }
  return {
    holdPosts: () => {
      holding = true
    },
    release: () => {
      holding = false
      for (const pass of held) pass()
      held = []
    },
    deaden: () => {
      for (const line of lines.splice(0)) line.dead = true
    },
    cut,
    refuse: async (isRefused) => {
      refused = isRefused
      if (refused) await cut()
    },
    opened: () => opened,
    welcomed: () => welcomed,
  }
}
