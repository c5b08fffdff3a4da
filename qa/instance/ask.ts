import { setTimeout as pause } from 'node:timers/promises'
import type { TokenPair } from '#lib/accounts/schema.ts'
import type { Settings } from '#lib/instance/schema.ts'
import { type Answer, bodyOf, http, type Program, program } from '../program.ts'

/** What is known of an instance before anybody signs in. */
export type Instance = Pick<Settings, 'name' | 'registration' | 'emailDomains'> & {
  url: string
  /** Which build answers. */
  build: string
  mail: boolean
  /** null where the pages do not tell. */
  uploadBytes: number | null
  /** Nobody has an account: whoever makes one now is its administrator. */
  isNew: boolean
}

/** Asks an instance who it is. Throws, in words, where no Rooms answers. */
export async function askInstance(url: string): Promise<Instance> {
  const ask = http(url)
  const told = await ask('GET', '/instance').catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : ''
    throw new Error(`Nothing answers at ${url}${cause}`)
  })
  const place = told.body as Instance
  if (told.status !== 200 || typeof place.registration !== 'string')
    throw new Error(`What answers at ${url} is no Rooms: ${told.status} to GET /api/v1/instance`)
  const signIn = await fetch(`${url}/sign-in`, { redirect: 'manual' })
  const page = await signIn.text()
  return {
    ...place,
    url,
    build: /"build\\?":\\?"([\w-]+)/.exec(page)?.[1] ?? 'of a build that it does not tell',
    uploadBytes: Number(/uploadBytes\\?":(\d+)/.exec(page)?.[1] ?? 0) || null,
    isNew: signIn.status >= 300 && /\/register/.test(`${signIn.headers.get('location')} ${page}`),
  }
}

/** Asks until no limit of the instance is in the way, for two minutes at most. */
export async function patiently(ask: () => Promise<Answer>): Promise<Answer> {
  const end = Date.now() + 120_000
  for (;;) {
    const answer = await ask()
    const wait = Number(answer.headers.get('retry-after') ?? 1) * 1_000
    if (answer.status !== 429 || Date.now() + wait > end) return answer
    await pause(wait)
  }
}

export type Credentials = { email: string; password: string }

export async function logIn(url: string, { email, password }: Credentials): Promise<Program> {
  const answer = await patiently(() => http(url)('POST', '/auth/login', { email, password }))
  return program(url, bodyOf<TokenPair>(`Signing in as ${email}`, answer))
}
