import { spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import * as schema from '#lib/db/schema.ts'
import { temporaryFolder } from '../scripts/tools/program.ts'

const direction = 'Domains know each other one way'
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
  ['lib/rooms/b.ts', '#lib/messages/post.ts', direction],
  ['lib/rooms/c.ts', '#lib/accounts/queries.ts', null],
  ['lib/accounts/a.ts', '#lib/rooms/queries.ts', direction],
  ['lib/accounts/b.ts', '#lib/instance/policy.ts', null],
  ['lib/instance/a.ts', '#lib/accounts/queries.ts', direction],
  ['lib/instance/b.ts', 'next/headers', frameworks],
  ['lib/instance/policy.ts', '#lib/context.ts', shared],
  ['lib/messages/a.ts', '#lib/rooms/queries.ts', null],
  ['lib/rooms/f.ts', '#lib/files/attach.ts', direction],
  ['lib/files/a.ts', '#lib/messages/post.ts', direction],
  ['lib/messages/g.ts', '#lib/files/attach.ts', null],
  ['lib/messages/b.ts', '#lib/calls/roster.ts', direction],
  ['lib/presence/a.ts', '#lib/calls/roster.ts', direction],
  ['lib/calls/a.ts', '#lib/presence/online.ts', null],
  ['lib/calls/b.ts', '#lib/messages/append.ts', null],
  ['lib/calls/c.ts', '#lib/search/search-index.ts', direction],
  ['lib/rooms/d.ts', 'next/headers', frameworks],
  ['lib/rooms/e.ts', 'react', frameworks],
  ['lib/messages/c.ts', 'socket.io', frameworks],
  ['lib/messages/d.ts', '#lib/services.ts', frameworks],
  ['lib/messages/e.ts', '#lib/facts/facts.ts', null],
  ['lib/messages/h.ts', '#lib/realtime/audience.ts', frameworks],
  ['lib/messages/f.ts', '#lib/realtime/server.ts', frameworks],
  ['lib/search/a.ts', '#lib/messages/rows.ts', null],
  ['lib/search/b.ts', '#lib/calls/roster.ts', direction],
  ['lib/messages/p.ts', '#lib/search/find-messages.ts', direction],
  ['lib/db/a.ts', '#lib/rooms/policy.ts', store],
  ['lib/jobs/a.ts', '#lib/rooms/operations.ts', jobs],
  ['lib/messages/q.ts', '#lib/jobs/kind.ts', null],
  ['lib/rooms/schema.ts', '#lib/context.ts', shared],
  ['lib/messages/schema.ts', 'node:crypto', shared],
  ['lib/rooms/policy.ts', '#lib/db/schema.ts', shared],
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
]

/** An empty folder under the rules of this one. */
function folderWithRules(): string {
  const folder = temporaryFolder('boundaries')
  copyFileSync('biome.json', join(folder, 'biome.json'))
  cpSync('lint', join(folder, 'lint'), { recursive: true })
  return folder
}

test('an import across a boundary is refused, with the reason', () => {
  const folder = folderWithRules()
  for (const [file, from] of imports) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `import * as it from '${from}'\nexport const used = it\n`)
  }
  const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github', '.']
  const { stdout } = spawnSync('biome', args, { cwd: folder, encoding: 'utf8' })
  const told = Object.fromEntries(
    imports.map(([file]) => [file, stdout.split('\n').find((line) => line.includes(`/${file},`)) ?? null]),
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
  }
  for (const [file, how] of Object.entries(later))
    writeFileSync(join(folder, 'components', `${file}.ts`), `export const later = () => ${how}\n`)
  const args = ['lint', '--vcs-enabled=false', '--reporter=github', '.']
  const { stdout } = spawnSync('biome', args, { cwd: folder, encoding: 'utf8' })
  const told = stdout.split('\n').filter((line) => line.includes('code that comes later'))
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

test('comments are no wider than the code', () => {
  const files = globSync('{app,bench,components,lib,scripts,tests}/**/*.{ts,tsx,mjs,css}').concat('server.ts')
  const wide = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.length > 110 && /^\s*(\/\/|\/?\*)/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(wide).toEqual([])
})

test('the environment is read in one place, nothing is printed past the log, and promises are not dropped', () => {
  const folder = folderWithRules()
  writeFileSync(join(folder, 'a.ts'), 'console.log(1)\nexport const port = process.env.PORT\n')
  writeFileSync(
    join(folder, 'b.ts'),
    'const later = async () => {}\nexport const now = () => {\n  later()\n}\n',
  )
  writeFileSync(join(folder, 'c.ts'), "import { d } from './d.ts'\nexport const c = () => d\n")
  writeFileSync(join(folder, 'd.ts'), "import { c } from './c.ts'\nexport const d = () => c\n")
  const args = ['lint', '--vcs-enabled=false', '--reporter=github', '.']
  const { stdout } = spawnSync('biome', args, { cwd: folder, encoding: 'utf8' })
  for (const rule of ['noProcessEnv', 'noConsole', 'noFloatingPromises', 'noImportCycles'])
    expect(stdout).toContain(rule)
})

test('sides of a page turn with the language', () => {
  const folder = folderWithRules()
  const row = (classes: string) => `export const Row = () => <div className="${classes}" />\n`
  const refused = [
    'ml-2',
    'sm:-mr-1.5',
    'hover:pl-4 flex',
    'absolute left-0',
    'border-l',
    'rounded-tr-lg',
    'text-right',
  ]
  const allowed = ['ms-2 pe-1', 'start-0 border-s', 'text-end', 'origin-left', 'items-left-over', 'inset-x-0']
  mkdirSync(join(folder, 'components'))
  for (const [index, classes] of [...refused, ...allowed].entries())
    writeFileSync(join(folder, `components/row-${index}.tsx`), row(classes))
  const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github', '.']
  const { stdout } = spawnSync('biome', args, { cwd: folder, encoding: 'utf8' })
  const told = (index: number) =>
    stdout.split('\n').some((line) => line.includes(`row-${index}.tsx`) && line.includes('Sides turn'))
  expect([...refused, ...allowed].filter((_, index) => told(index))).toEqual(refused)
})

/**
 * An instance role, in whatever quotes. Scopes and kinds of viewers,
 * in lib/accounts, share some of the words.
 */
const spelledRole = /(?<!\bneeds: )(['"`])(?:admin|guest|bot)\1/

test('what a role of the instance may do is said in lib/instance, and asked everywhere else', () => {
  for (const line of ["viewer.role === 'admin'", '"guest" !== role', "['guest', 'bot'].includes(role)"])
    expect(line).toMatch(spelledRole)
  expect("needs: 'admin',").not.toMatch(spelledRole)
  const files = globSync('{app,components,lib}/**/*.{ts,tsx}').filter(
    (file) =>
      !/^lib\/(instance\/|db\/tables\/|accounts\/(schema|policy)\.ts)|\.(test|d\.json)\.ts$/.test(file),
  )
  const spelled = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => spelledRole.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(files.length).toBeGreaterThan(300)
  expect(spelled).toEqual([])
})

/**
 * Whose rows a table holds: the domain that may touch them. Everybody else asks its queries and operations,
 * or joins what it shows of them (`columns.ts`).
 */
const owners = {
  instance: ['instance'],
  accounts: ['users', 'sessions'],
  rooms: ['rooms', 'memberships', 'invites'],
  files: ['files'],
  previews: ['linkPreviews'],
  messages: ['messages', 'edits', 'mentions'],
  saved: ['saved'],
  calls: ['calls', 'participants', 'knocks'],
  jobs: ['jobs'],
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

/**
 * Which domain knows which: those further down know those further up, on the server and in the
 * browser alike. Doors call whom they need.
 */
const ranks = [
  ['instance'],
  ['accounts'],
  ['rooms'],
  ['files', 'previews', 'presence'],
  ['messages'],
  ['calls', 'saved', 'search', 'export', 'notifications'],
]
/**
 * What a list of rooms shows of what stands in them, and a file's own room: asked
 * of its owners as parts of one statement.
 */
const askedFromBelow = [
  '#lib/messages/unread-count.ts',
  '#lib/calls/callers.ts',
  '#lib/messages/room-of-attachment.ts',
]

test('domains know each other one way, also in the browser', () => {
  const rankOf = new Map(ranks.flatMap((domains, rank) => domains.map((domain) => [domain, rank] as const)))
  const files = globSync('lib/**/*.ts').filter((file) => !/(\.test|endpoints|actions)\.ts$/.test(file))
  const upwards = files.flatMap((file) => {
    const own = rankOf.get(file.split('/')[1] ?? '') ?? Number.POSITIVE_INFINITY
    return [...readFileSync(file, 'utf8').matchAll(/from '(#lib\/(\w+)\/[^']+)'/g)]
      .filter(
        ([, path = '', domain = '']) => (rankOf.get(domain) ?? 0) > own && !askedFromBelow.includes(path),
      )
      .map(([, path]) => `${file} knows ${path}`)
  })
  expect(upwards).toEqual([])
})
