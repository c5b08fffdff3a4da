import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import * as schema from '#lib/db/schema.ts'
import { folderWithRules, lint } from './linted.ts'
import { readWhole } from './read-whole.ts'

const store = 'The store knows tables'
const up = 'lib never knows pages or components'
const frameworks = 'Rules know neither Next nor sockets'
const jobs = 'Jobs know no domain'
const shared = 'Both sides read this file'
const browser = 'The browser sees what is shared'
const engine = 'A call knows no engine'
const around = 'An engine knows what it is asked for'

/** Each line in a file of its own; null where it is allowed. */
const imports: [file: string, from: string, refusal: string | null][] = [
  ['lib/rooms/a.ts', '#components/ui/button.tsx', up],
  ['lib/rooms/c.ts', '#lib/accounts/queries.ts', null],
  ['lib/accounts/b.ts', '#lib/instance/policy.ts', null],
  ['lib/instance/b.ts', 'next/headers', frameworks],
  ['lib/instance/policy.ts', '#lib/context.ts', shared],
  ['lib/messages/a.ts', '#lib/rooms/queries.ts', null],
  ['lib/messages/g.ts', '#lib/files/attach.ts', null],
  ['lib/calls/a.ts', '#lib/presence/online.ts', null],
  ['lib/calls/b.ts', '#lib/messages/append.ts', null],
  ['lib/mail/a.ts', 'next/headers', frameworks],
  ['lib/rooms/d.ts', 'next/headers', frameworks],
  ['lib/rooms/e.ts', 'react', frameworks],
  ['lib/messages/c.ts', 'socket.io', frameworks],
  ['lib/messages/d.ts', '#lib/services.ts', frameworks],
  ['lib/messages/e.ts', '#lib/facts/facts.ts', null],
  ['lib/messages/h.ts', '#lib/realtime/audience.ts', frameworks],
  ['lib/messages/f.ts', '#lib/realtime/server.ts', frameworks],
  ['lib/search/a.ts', '#lib/messages/rows.ts', null],
  ['lib/db/a.ts', '#lib/rooms/policy.ts', store],
  ['lib/jobs/a.ts', '#lib/rooms/operations.ts', jobs],
  ['lib/messages/q.ts', '#lib/jobs/kind.ts', null],
  ['lib/rooms/schema.ts', '#lib/context.ts', shared],
  ['lib/messages/schema.ts', 'node:crypto', shared],
  ['lib/rooms/policy.ts', '#lib/db/schema.ts', shared],
  ['lib/rooms/facts.ts', '#lib/rooms/rows.ts', shared],
  ['lib/messages/facts.ts', '#lib/accounts/schema.ts', null],
  ['lib/calls/schema.ts', '#lib/http/schema.ts', null],
  ['components/rooms/a.tsx', '#lib/rooms/queries.ts', browser],
  ['components/rooms/b.tsx', '#lib/db/schema.ts', browser],
  ['components/rooms/c.tsx', '#lib/env.ts', browser],
  ['components/rooms/d.tsx', 'node:fs', 'This runs in the browser'],
  ['components/rooms/e.tsx', '#lib/rooms/schema.ts', null],
  ['components/rooms/f.tsx', '#lib/realtime/browser/client.ts', null],
  ['components/calls/a.tsx', '#lib/calls/browser/engines/mesh/mesh.ts', engine],
  ['components/calls/b.tsx', '#lib/calls/browser/engines/link-quality.ts', null],
  ['lib/calls/browser/a.ts', './engines/mesh/stats.ts', engine],
  ['lib/calls/browser/engines/a.ts', './mesh/mesh.ts', engine],
  ['lib/calls/browser/engines/load-engine.ts', './mesh/mesh.ts', null],
  ['lib/calls/browser/engines/mesh/a.ts', '../../call.ts', around],
  ['lib/calls/browser/engines/mesh/b.ts', '../current-engine.ts', around],
  ['lib/calls/browser/engines/mesh/c.ts', '#lib/realtime/browser/client.ts', around],
  ['lib/calls/browser/engines/mesh/d.ts', '../engine.ts', null],
  ['components/rooms/g.tsx', '#lib/http/endpoint-types.ts', null],
  ['components/rooms/h.tsx', '#lib/http/api.ts', browser],
  ['components/rooms/i.tsx', 'next/dynamic', 'lazily.tsx is the way'],
  ['components/rooms/j.tsx', 'next/link', 'place-link.tsx leads to pages'],
]

test('an import across a boundary is refused, with the reason', () => {
  const folder = folderWithRules()
  for (const [file, from] of imports) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `import * as it from '${from}'\nexport const used = it\n`)
  }
  const lines = lint(folder)
  const told = Object.fromEntries(
    imports.map(([file]) => [file, lines.find((line) => line.includes(`/${file},`)) ?? null]),
  )
  for (const [file, from, refusal] of imports)
    if (refusal === null) expect(told[file], `${file} may import ${from}`).toBeNull()
    else expect(told[file], `${file} may not import ${from}`).toContain(refusal)
})

test('code that comes later is loaded by what knows that it may be gone', () => {
  const folder = folderWithRules()
  mkdirSync(join(folder, 'components'))
  const later = {
    a: "import('./a.ts')",
    b: "load(() => import('./a.ts'))",
    c: "lazily(() => import('./a.ts'))",
    d: "lazily(ahead(() => import('./a.ts')))",
    e: "later(() => import('./a.ts'))",
    f: "soon(() => import('./a.ts'))",
    g: "soon(ahead(() => import('./a.ts')))",
  }
  for (const [file, how] of Object.entries(later))
    writeFileSync(join(folder, 'components', `${file}.ts`), `export const later = () => ${how}\n`)
  const lines = lint(folder)
  const told = lines.filter((line) => line.includes('code that comes later'))
  expect(told).toEqual([expect.stringContaining('components/a.ts')])
})

test('of the endpoints a page gets their types, and not a line that runs', () => {
  const left = (file: string) =>
    stripTypeScriptTypes(readFileSync(file, 'utf8')).match(/^(import|export) .*/gm)
  expect(left('lib/http/endpoint-types.ts')).toBeNull()
  expect(left('lib/http/browser/client.ts')?.filter((line) => line.startsWith('import'))).toEqual([
    expect.stringContaining("from '#lib/errors.ts'"),
  ])
})

test('rights asked in a page bring no schema into it', () => {
  for (const file of globSync('lib/*/policy.ts'))
    expect(stripTypeScriptTypes(readFileSync(file, 'utf8')), file).not.toMatch(/from '.*(schema\.ts|zod)'/)
})

test('the kit knows of an instance only what anybody sees: of lib no more than types, of tests nothing', () => {
  const files = globSync('qa/**/*.ts')
  const known = files.flatMap((file) =>
    [...stripTypeScriptTypes(readFileSync(file, 'utf8')).matchAll(/^(?:import|export) .*from '(.*)'/gm)]
      .map(([, from = '']) => from)
      .filter((from) => /^#|\/(tests|app|components|lib)\//.test(from))
      .map((from) => `${file} knows ${from}`),
  )
  expect(files.length).toBeGreaterThan(20)
  expect(known).toEqual([])
})

/**
 * Whose rows a table holds: the domain that may touch them. Everybody else asks its queries and operations,
 * or joins what it shows of them (`columns.ts`).
 */
const owners = {
  instance: ['instance'],
  audit: ['audit'],
  accounts: [
    ...['users', 'profiles', 'sessions', 'oneTimeLinks', 'emailChanges', 'daysHere'],
    ...['authenticators', 'recoveryCodes', 'signInChallenges', 'passkeys', 'spentChallenges'],
  ],
  elsewhere: ['identities', 'spent'],
  rooms: ['rooms', 'memberships', 'invites', 'defaultRooms', 'bans', 'mutes'],
  guests: ['guestLinks'],
  files: ['files'],
  previews: ['linkPreviews'],
  emoji: ['emoji'],
  avatars: ['avatars'],
  messages: ['messages', 'edits', 'followers', 'mentions'],
  moderation: ['reports'],
  saved: ['saved'],
  reminders: ['reminders'],
  scheduled: ['scheduled'],
  calls: ['calls', 'participants', 'knocks'],
  jobs: ['jobs'],
  statistics: ['days'],
  'own-data': ['ownArchives'],
}

test('each table is read and changed by its own domain alone', () => {
  const owner = new Map(
    Object.entries(owners).flatMap(([domain, own]) => own.map((name) => [name, domain] as const)),
  )
  expect([...owner.keys()].sort()).toEqual(Object.keys(schema).sort())
  const files = globSync('{app,components,lib}/**/*.{ts,tsx}').filter(
    (file) => !/\.test\.ts$|^lib\/db\//.test(file),
  )
  const foreign = files.flatMap((file) => {
    const imports = readFileSync(file, 'utf8').matchAll(
      /import (?:type )?\{([^}]*)\} from '(?:#lib|[./]*)\/db\/(?:schema|tables\/\w+)\.ts'/g,
    )
    return [...imports]
      .flatMap(([, names = '']) => names.split(','))
      .map((name) => name.trim().split(' as ')[0] ?? '')
      .filter((name) => name !== '' && owner.get(name) !== file.split('/')[1])
      .map((name) => `${file} knows the table ${name}`)
  })
  expect(files.length).toBeGreaterThan(300)
  expect(foreign).toEqual([])
})

test('of a table that another domain shows no row is read whole', () => {
  const shown = (file: string) =>
    [...readFileSync(file, 'utf8').matchAll(/^export const (\w+) = shown\(/gm)].map(([, name = '']) => name)
  const tables = new Map(globSync('lib/*/columns.ts').map((file) => [`#${file}`, shown(file)]))
  const whole = (source: string) => readWhole('lib/a.ts', source, tables)
  const from = "import { users, memberships as joined } from '#lib/accounts/columns.ts'\n"
  for (const read of [
    'on.select().from(users).where(a)',
    'on.select().from(rooms).innerJoin(users, a)',
    'on.select({ user: users }).from(users)',
    'on.selectDistinct({ users }).from(users)',
    "const other = alias(users, 'other')\non.select().from(other)",
  ])
    expect(whole(from + read), read).toEqual(['lib/a.ts reads the whole of users'])
  for (const read of ['on.select({ id: users.id }).from(users)', 'on.select().from(rooms).where(users.id)'])
    expect(whole(from + read), read).toEqual([])

  const files = globSync('lib/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
  const own = (file: string) => `#lib/${file.split('/')[1]}/columns.ts`
  const found = files.flatMap((file) => {
    const others = new Map([...tables].filter(([columns]) => columns !== own(file)))
    return readWhole(file, readFileSync(file, 'utf8'), others)
  })
  expect([...tables.values()].flat()).toEqual(expect.arrayContaining(['users', 'memberships']))
  expect(found).toEqual([])
})

/**
 * Which domain knows which: each those of the lines before its own, on the server and in the browser alike.
 * Doors call whom they need.
 */
const ranks = [
  ['instance'],
  ['audit', 'mail', 'backups'],
  ['accounts'],
  ['rooms'],
  ['files', 'presence', 'elsewhere', 'guests'],
  ['previews', 'emoji', 'avatars', 'logo'],
  ['messages'],
  ['calls', 'moderation', 'saved', 'reminders', 'scheduled', 'search', 'export', 'notifications', 'own-data'],
  ['retention', 'statistics', 'health'],
]
test('the architecture’s page draws the same arrows, and names every folder', () => {
  const page = readFileSync('docs/architecture.md', 'utf8')
  const arrows = ranks.map((domains) => domains.join(', ')).join(' ◄ ')
  expect(page.replace(/\s+/g, ' ')).toContain(`${arrows} one way`)
  const [, tree = ''] = page.split('```')
  const folders = [...globSync('lib/*/'), ...globSync('components/*/')].map((path) => `${basename(path)}/`)
  expect(folders.filter((name) => !tree.includes(name))).toEqual([])
})

test('what the pages on security name as proof is there', () => {
  const named = ['SECURITY.md', 'docs/asvs.md'].flatMap((page) => [
    ...readFileSync(page, 'utf8').matchAll(/`((?:lib|tests|components|deploy|docs)\/[^`* ]+)`/g),
  ])
  expect(named.map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([])
})

const rankOf = new Map(ranks.flatMap((domains, rank) => domains.map((domain) => [domain, rank] as const)))
/**
 * What a list of rooms shows of what stands in them, a file's own room, and what the
 * files of somebody, or of a room, take: asked of its owners.
 */
const askedFromBelow = [
  'lib/messages/unread-count.ts',
  'lib/calls/callers.ts',
  'lib/messages/room-of-attachment.ts',
  'lib/files/bytes-of.ts',
  'lib/files/bytes-of-room.ts',
]

/** Why a file may not import from there; null when it may. */
function upwards(file: string, from: string): string | null {
  const path = from.startsWith('#') ? from.slice(1) : join(dirname(file), from)
  const [own, other] = [file, path].map((one) => one.split('/')[1] ?? '') as [string, string]
  const isAbove = (rankOf.get(other) ?? -1) >= (rankOf.get(own) ?? Number.POSITIVE_INFINITY)
  if (own === other || !isAbove || askedFromBelow.includes(path)) return null
  const order = ranks.map((domains) => domains.join(', ')).join(' < ')
  return `${file} knows ${from}. Domains know each other one way, and not beside each other: ${order}.`
}

test('domains know each other one way, also in the browser', () => {
  const files = globSync('lib/**/*.ts').filter((file) => !/(\.test|endpoints|actions)\.ts$/.test(file))
  const refused = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom |\bimport\(|\bimport )'((?:#lib\/|\.)[^']+)'/g)]
      .map(([, from = '']) => upwards(file, from))
      .filter((told) => told !== null),
  )
  expect(files.length).toBeGreaterThan(300)
  expect(refused).toEqual([])
})

test.each<[file: string, from: string, allowed: boolean]>([
  ['lib/rooms/b.ts', '#lib/messages/post.ts', false],
  ['lib/accounts/a.ts', '#lib/rooms/queries.ts', false],
  ['lib/instance/a.ts', '#lib/accounts/queries.ts', false],
  ['lib/mail/a.ts', '#lib/accounts/queries.ts', false],
  ['lib/rooms/f.ts', '#lib/files/attach.ts', false],
  ['lib/files/a.ts', '#lib/messages/post.ts', false],
  ['lib/messages/b.ts', '#lib/calls/roster.ts', false],
  ['lib/presence/a.ts', '#lib/calls/roster.ts', false],
  ['lib/calls/c.ts', '#lib/search/search-index.ts', false],
  ['lib/search/b.ts', '#lib/calls/roster.ts', false],
  ['lib/messages/r.ts', '#lib/moderation/queries.ts', false],
  ['lib/moderation/a.ts', '#lib/messages/rows.ts', true],
  ['lib/messages/p.ts', '#lib/search/find-messages.ts', false],
  ['lib/rooms/g.ts', '../messages/post.ts', false],
  ['lib/rooms/browser/a.ts', '#lib/messages/browser/outbox.ts', false],
  ['lib/files/b.ts', '#lib/presence/online.ts', false],
  ['lib/accounts/c.ts', '#lib/elsewhere/enter.ts', false],
  ['lib/elsewhere/a.ts', '#lib/rooms/invites.ts', true],
  ['lib/rooms/j.ts', '#lib/guests/links.ts', false],
  ['lib/guests/a.ts', '#lib/rooms/entry.ts', true],
  ['lib/rooms/c.ts', '#lib/accounts/queries.ts', true],
  ['lib/accounts/b.ts', '#lib/instance/policy.ts', true],
  ['lib/messages/a.ts', '#lib/rooms/queries.ts', true],
  ['lib/messages/g.ts', '#lib/files/attach.ts', true],
  ['lib/calls/a.ts', '#lib/presence/online.ts', true],
  ['lib/calls/b.ts', '#lib/messages/append.ts', true],
  ['lib/rooms/h.ts', '#lib/messages/unread-count.ts', true],
  ['lib/rooms/i.ts', './present.ts', true],
  ['lib/realtime/a.ts', '#lib/calls/roster.ts', true],
  ['lib/statistics/a.ts', '#lib/calls/per-day.ts', true],
  ['lib/calls/d.ts', '#lib/statistics/storage.ts', false],
])('whether %s may know %s', (file, from, allowed) => {
  expect(upwards(file, from) === null).toBe(allowed)
})

/**
 * Where the time of day is compared, because what it is compared with was kept, or comes from elsewhere. All
 * else that asks how long ago something was counts `elapsed`: a clock may be set back.
 */
const byTimeOfDay = [
  'lib/accounts/',
  'lib/auth/tokens.ts',
  'lib/backups/',
  'lib/calls/browser/',
  'lib/calls/knocks.ts',
  'lib/calls/lifecycle.ts',
  'lib/calls/lines.ts',
  'lib/files/purge.ts',
  'lib/guests/',
  'lib/health/checks/',
  'lib/jobs/worker.ts',
  'lib/logs/',
  'lib/messages/browser/outbox.ts',
  'lib/metrics/',
  'lib/own-data/operations.ts',
  'lib/previews/purge.ts',
  'lib/realtime/browser/connection.ts',
  'lib/start.ts',
  'lib/statistics/about.ts',
  'lib/uuid.ts',
]

test('how long ago something was is counted by a clock that nobody sets', () => {
  const compared = /\bDate\.now\b|\bnow\(\) *[-<>]|[-<>]=? *(?:world\.|context\.)?now\(\)(?!\.)/
  const files = globSync('lib/**/*.ts').filter((file) => !file.endsWith('.test.ts'))
  const found = files.filter((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .some((line) => compared.test(line.replaceAll('performance.now()', ''))),
  )
  const other = found.filter((file) => !byTimeOfDay.some((place) => file.startsWith(place)))
  expect(other).toEqual([])
})
