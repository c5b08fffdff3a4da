import { readdirSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { namedBy } from '#lib/auth/identify.ts'
import type { World } from '#lib/context.ts'
import { asRefusal, Refusal } from '#lib/errors.ts'
import { placeOf } from '#lib/instance/place.ts'
import type { Services } from '#lib/services.ts'
import { networkOf } from './address.ts'
import { wholeBody, withBody } from './body.ts'
import { buildFiles } from './build-files.ts'
import { isForm, requireForm } from './form.ts'
import { callerOf } from './headers.ts'
import { requireMethod } from './methods.ts'
import { logPage } from './page-log.ts'
import { secure } from './security.ts'

/** Next's handler: answers a request whose body is whole. */
export type Draw = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** A page is drawn before that; a slow reader of it holds nobody up for longer. */
const turnMs = 1_000

/**
 * The door to what Next draws: pages one after the other for each person or network, files
 * of the build and of public/ as they come.
 */
export function pageDoor({ world, logs, metrics }: Services, draw: Draw, dev: boolean) {
  const files = new Set(readdirSync('public').map((name) => `/${name}`))
  const isFile = (path: string) => files.has(path) || path.startsWith(dev ? '/_next/' : '/_next/static/')

  const ofBuild = buildFiles()

  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    logPage({ logs, metrics }, request, response)
    secure(request, response, dev)
    if (isFile(path)) {
      // Development has a few of its own that are posted to.
      if (!dev) {
        requireMethod(request.method, ['GET'])
        if (await ofBuild(request, response, path)) return
      }
      return draw(withBody(request, await wholeBody(request)), response)
    }
    const address = callerOf(request)
    await world.limits.page(address)
    const body = await wholeBody(request)
    if (isForm(request)) requireForm(request, body)
    else requireMethod(request.method, ['GET'])
    if (isVisit(request)) await requireStore(world)
    const named = await namedBy(world, request.headers.cookie)
    let drawn: Promise<void> | undefined
    await world.turns.pages(named?.userId ?? networkOf(address), async () => {
      // Whoever left while waiting needs no page.
      if (response.destroyed) return
      drawn = draw(withBody(request, body), response)
      await Promise.race([drawn, over(response)])
    })
    await drawn
  }
}

/** What a browser shows as a page, and not what a page that is open fetches: that says itself what failed. */
const isVisit = ({ method, headers }: IncomingMessage) =>
  method === 'GET' && /\btext\/html\b/i.test(headers.accept ?? '') && headers.rsc === undefined

/** How soon a page that could not be drawn is worth asking for again. */
const againMs = 5_000

/**
 * Every page is drawn from the database. Next would find that away in the middle of one; so it is asked for
 * something first, and whoever came waits where that is said.
 */
async function requireStore(world: World) {
  try {
    await placeOf(world)
  } catch (error) {
    const { code, reason } = asRefusal(error)
    if (code === 'unavailable') throw new Refusal(code, reason as 'away', {}, { retryAfterMs: againMs })
  }
}

/** Until the answer is out or waits for its reader, its reader is gone, or the turn used up. */
const over = (response: ServerResponse) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer)
      clearInterval(looking)
      resolve()
    }
    const timer = setTimeout(end, turnMs)
    const looking = setInterval(() => response.writableNeedDrain && end(), 20)
    response.once('close', end)
  })
