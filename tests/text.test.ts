import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { expect, test } from 'vitest'
import { folderWithRules, lint } from './linted.ts'

test('comments are no wider than the code', () => {
  const files = globSync('{app,bench,components,lib,qa,scripts,tests}/**/*.{ts,tsx,mjs,css}').concat(
    'server.ts',
  )
  const wide = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.length > 110 && /^\s*(\/\/|\/?\*)/.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(wide).toEqual([])
})

/** What a person reads of a file's JSX and is not of the catalogue: text, and attributes with words. */
function sentencesIn(file: string, source: string): string[] {
  const said: string[] = []
  const note = (words: unknown) => {
    if (typeof words === 'string' && /\p{L}/u.test(words)) said.push(`${file}: ${words.trim()}`)
  }
  new Visitor({
    JSXText: ({ value }) => note(value),
    JSXElement: ({ children }) => {
      for (const child of children)
        if (child.type === 'JSXExpressionContainer' && child.expression.type === 'Literal')
          note(child.expression.value)
    },
    JSXAttribute: ({ name, value }) => {
      if (spoken.includes(String(name.name)) && value?.type === 'Literal') note(value.value)
    },
  }).visit(parseSync(file, source).program)
  return said
}
const spoken = ['alt', 'aria-description', 'aria-label', 'label', 'placeholder', 'title']

test('what a person reads is in the catalogue, and not between tags', () => {
  const jsx = `<p title="One">Two {t('three')} {'Four'} {5} … <b className="six" aria-label={t('seven')} /></p>`
  expect(sentencesIn('a.tsx', jsx).sort()).toEqual(['a.tsx: Four', 'a.tsx: One', 'a.tsx: Two'])
  // Stands in for the whole document when nothing of it could be drawn, so no catalogue is there.
  const files = globSync('{app,components}/**/*.tsx').filter((file) => file !== 'app/global-error.tsx')
  expect(files.length).toBeGreaterThan(100)
  expect(files.flatMap((file) => sentencesIn(file, readFileSync(file, 'utf8')))).toEqual([])
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
  const lines = lint(folder)
  for (const rule of ['noProcessEnv', 'noConsole', 'noFloatingPromises', 'noImportCycles'])
    expect(lines.join('\n')).toContain(rule)
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
  const lines = lint(folder)
  const told = (index: number) =>
    lines.some((line) => line.includes(`row-${index}.tsx`) && line.includes('Sides turn'))
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
