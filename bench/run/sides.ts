import { cpSync } from 'node:fs'
import { sessionCookie } from '#lib/auth/identify.ts'
import { makeTokens } from '#lib/auth/tokens.ts'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { sessionOf, tokenOf } from '../scene/plan.ts'
import { type Running, run } from './program.ts'

/** A server under measurement, and how somebody proves who they are there. */
export type Side = Running & { token: (person: number) => Promise<string> }
export const sideNames = ['rooms', 'stand-in'] as const
export type SideName = (typeof sideNames)[number]

const secret = 'a secret for these runs only, and no other'
const lifted = ['MESSAGES_PER_5S', 'SEARCHES_PER_10S', 'COMMANDS_PER_SECOND', 'CHANGES_PER_5S'].concat(
  ['', '_PER_ADDRESS'].map((by) => `REQUESTS_PER_10S${by}`),
)
/** Nobody is kept from asking as much as the server carries. */
const settings = {
  DATABASE_URL: '',
  AUTH_SECRET: secret,
  LOG_LEVEL: 'warn',
  DRAIN_MS: '0',
  ...Object.fromEntries(lifted.map((name) => [`LIMIT_${name}`, '1000000000'])),
}

/** In a browser somebody is known by a cookie, in which their account is named, too. */
export type RoomsSide = Side & { cookie: (person: number) => Promise<string> }
const aDay = 86_400_000

/** Rooms, built, in this checkout or the one that ROOMS_DIR names. */
export async function startRooms(
  more: Record<string, string> = {},
  core: number | 'any' = 0,
  isQuiet = false,
): Promise<RoomsSide> {
  const { signAccess, writeCookie } = makeTokens(secret)
  const folder = process.env.ROOMS_DIR ?? process.cwd()
  const running = await run('server.ts', { folder, core, isQuiet, settings: { ...settings, ...more } })
  return {
    ...running,
    token: (person) => signAccess(sessionOf(person), Date.now()),
    cookie: async (person) => {
      const value = await writeCookie({ sessionId: sessionOf(person), userId: `${person}` }, aDay)
      return `${sessionCookie}=${value}`
    },
  }
}

/** One of the two, on a copy of the data made for it. */
export async function startSide(name: SideName, data: string): Promise<Side> {
  const dataDir = copyOf(`${data}/${name}`)
  if (name === 'rooms') return startRooms({ DATA_DIR: dataDir })
  const script = new URL('../stand-in/server.ts', import.meta.url).pathname
  const running = await run(script, { settings: { DATA_DIR: dataDir } })
  return { ...running, token: async (person) => tokenOf(person) }
}

export function copyOf(folder: string): string {
  const copy = temporaryFolder('bench')
  cpSync(folder, copy, { recursive: true })
  return copy
}
